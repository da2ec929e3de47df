import type { AppModel } from '../model.ts';
import type { DartSource } from '../targets.ts';
import { dart, quote } from './dart.ts';

export function signInViewModel(): DartSource {
  return {
    imports: [
      'package:flutter/foundation.dart',
      'lib/data/repositories/auth/auth_repository.dart',
      'lib/utils/command.dart',
      'lib/utils/result.dart',
    ],
    body: dart`
typedef Credentials = ({String email, String password});

/// State of the page to sign in or to register.
class SignInViewModel extends ChangeNotifier {
  SignInViewModel({required this.authRepository}) {
    submit = Command1(_submit)..addListener(notifyListeners);
  }

  final AuthRepository authRepository;

  late final Command1<void, Credentials> submit;

  bool _isRegistering = false;

  bool get isRegistering => _isRegistering;

  void toggleRegistering() {
    _isRegistering = !_isRegistering;
    submit.clear();
  }

  @override
  void dispose() {
    submit.dispose();
    super.dispose();
  }

  Future<Result<void>> _submit(Credentials credentials) {
    final (:email, :password) = credentials;
    return _isRegistering
        ? authRepository.register(email: email, password: password)
        : authRepository.signIn(email: email, password: password);
  }
}
`,
  };
}

export function signInScreen(app: AppModel): DartSource {
  return {
    imports: [
      'material',
      'lib/ui/auth/view_models/sign_in_view_model.dart',
      'lib/ui/core/widgets/page_body.dart',
      'lib/utils/validators.dart',
    ],
    body: dart`
class SignInScreen extends StatefulWidget {
  const SignInScreen({super.key, required this.viewModel});

  final SignInViewModel viewModel;

  @override
  State<SignInScreen> createState() => _SignInScreenState();
}

class _SignInScreenState extends State<SignInScreen> {
  final _formKey = GlobalKey<FormState>();
  final _email = TextEditingController();
  final _password = TextEditingController();

  @override
  void dispose() {
    _email.dispose();
    _password.dispose();
    super.dispose();
  }

  void _submit() {
    if (!_formKey.currentState!.validate()) return;
    widget.viewModel.submit.execute((email: _email.text.trim(), password: _password.text));
  }

  @override
  Widget build(BuildContext context) {
    final viewModel = widget.viewModel;
    return Scaffold(
      body: PageBody(
        maxWidth: 400,
        child: ListenableBuilder(
          listenable: viewModel,
          builder: (context, _) => Form(
            key: _formKey,
            child: AutofillGroup(
              child: ListView(
                padding: const EdgeInsets.all(24),
                children: [
                  const SizedBox(height: 48),
                  Text(
                    ${quote(app.title)},
                    style: Theme.of(context).textTheme.headlineMedium,
                  ),
                  const SizedBox(height: 24),
                  TextFormField(
                    controller: _email,
                    decoration: const InputDecoration(labelText: 'Email'),
                    keyboardType: TextInputType.emailAddress,
                    autofillHints: const [AutofillHints.email],
                    textInputAction: TextInputAction.next,
                    validator: Validators.all([Validators.notEmpty, Validators.email]),
                  ),
                  const SizedBox(height: 16),
                  TextFormField(
                    controller: _password,
                    decoration: const InputDecoration(labelText: 'Password'),
                    obscureText: true,
                    autofillHints: const [AutofillHints.password],
                    validator: Validators.notEmpty,
                    onFieldSubmitted: (_) => _submit(),
                  ),
                  if (viewModel.submit.error case final error?) ...[
                    const SizedBox(height: 16),
                    Semantics(
                      liveRegion: true,
                      child: Text(
                        error.message,
                        style: TextStyle(color: Theme.of(context).colorScheme.error),
                      ),
                    ),
                  ],
                  const SizedBox(height: 24),
                  FilledButton(
                    onPressed: viewModel.submit.running ? null : _submit,
                    child: Text(viewModel.isRegistering ? 'Create account' : 'Sign in'),
                  ),
                  const SizedBox(height: 8),
                  TextButton(
                    onPressed: viewModel.toggleRegistering,
                    child: Text(
                      viewModel.isRegistering ? 'I have an account' : 'I am new here',
                    ),
                  ),
                ],
              ),
            ),
          ),
        ),
      ),
    );
  }
}
`,
  };
}
