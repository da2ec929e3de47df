import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function pageBody(): DartSource {
  return {
    imports: ['material'],
    body: dart`
/// Keeps the content of a page at a width that is pleasant to read.
class PageBody extends StatelessWidget {
  const PageBody({super.key, this.maxWidth = 840, required this.child});

  final double maxWidth;
  final Widget child;

  @override
  Widget build(BuildContext context) {
    return SafeArea(
      child: Align(
        alignment: Alignment.topCenter,
        child: ConstrainedBox(
          constraints: BoxConstraints(maxWidth: maxWidth),
          child: child,
        ),
      ),
    );
  }
}
`,
  };
}

export function stateViews(): DartSource {
  return {
    imports: ['material'],
    body: dart`
/// Shown while there is nothing to show yet.
class LoadingView extends StatelessWidget {
  const LoadingView({super.key});

  @override
  Widget build(BuildContext context) {
    return const Center(
      child: CircularProgressIndicator(semanticsLabel: 'Loading'),
    );
  }
}

/// Says what went wrong and offers to try again.
class ErrorView extends StatelessWidget {
  const ErrorView({super.key, required this.message, required this.onRetry});

  final String message;
  final VoidCallback onRetry;

  @override
  Widget build(BuildContext context) {
    return _Notice(
      icon: Icons.error_outline,
      message: message,
      action: FilledButton.tonal(
        onPressed: onRetry,
        child: const Text('Try again'),
      ),
    );
  }
}

/// Says that there is nothing here, and what can be done about it.
class EmptyView extends StatelessWidget {
  const EmptyView({super.key, required this.message, this.action});

  final String message;
  final Widget? action;

  @override
  Widget build(BuildContext context) {
    return _Notice(icon: Icons.inbox_outlined, message: message, action: action);
  }
}

class _Notice extends StatelessWidget {
  const _Notice({required this.icon, required this.message, this.action});

  final IconData icon;
  final String message;
  final Widget? action;

  @override
  Widget build(BuildContext context) {
    final theme = Theme.of(context);
    return Center(
      child: SingleChildScrollView(
        padding: const EdgeInsets.all(24),
        child: Column(
          mainAxisSize: MainAxisSize.min,
          children: [
            ExcludeSemantics(
              child: Icon(icon, size: 48, color: theme.colorScheme.outline),
            ),
            const SizedBox(height: 16),
            Semantics(
              liveRegion: true,
              child: Text(
                message,
                textAlign: TextAlign.center,
                style: theme.textTheme.bodyLarge,
              ),
            ),
            if (action case final action?) ...[
              const SizedBox(height: 16),
              action,
            ],
          ],
        ),
      ),
    );
  }
}
`,
  };
}

export function confirmDialog(): DartSource {
  return {
    imports: ['material'],
    body: dart`
/// Asks before something that cannot be undone; true only when the person agrees.
Future<bool> confirmDelete(BuildContext context, String title) async {
  final confirmed = await showDialog<bool>(
    context: context,
    builder: (context) => AlertDialog(
      title: const Text('Delete?'),
      content: Text('"$title" will be deleted. This cannot be undone.'),
      actions: [
        TextButton(
          onPressed: () => Navigator.of(context).pop(false),
          child: const Text('Cancel'),
        ),
        FilledButton(
          onPressed: () => Navigator.of(context).pop(true),
          child: const Text('Delete'),
        ),
      ],
    ),
  );
  return confirmed ?? false;
}
`,
  };
}

export function searchField(): DartSource {
  return {
    imports: ['dart:async', 'material'],
    body: dart`
/// A search box that reports what was typed once the person pauses.
class SearchField extends StatefulWidget {
  const SearchField({
    super.key,
    required this.hintText,
    this.autofocus = false,
    required this.onSearch,
  });

  final String hintText;
  final bool autofocus;
  final ValueChanged<String> onSearch;

  @override
  State<SearchField> createState() => _SearchFieldState();
}

class _SearchFieldState extends State<SearchField> {
  static const _pause = Duration(milliseconds: 300);

  final _controller = TextEditingController();
  Timer? _timer;

  @override
  void dispose() {
    _timer?.cancel();
    _controller.dispose();
    super.dispose();
  }

  void _onChanged(String text) {
    _timer?.cancel();
    _timer = Timer(_pause, () => widget.onSearch(text));
  }

  void _clear() {
    _timer?.cancel();
    _controller.clear();
    widget.onSearch('');
  }

  @override
  Widget build(BuildContext context) {
    return ValueListenableBuilder(
      valueListenable: _controller,
      builder: (context, value, _) => SearchBar(
        controller: _controller,
        autoFocus: widget.autofocus,
        hintText: widget.hintText,
        leading: const Icon(Icons.search),
        trailing: [
          if (value.text.isNotEmpty)
            IconButton(
              tooltip: 'Clear the search',
              onPressed: _clear,
              icon: const Icon(Icons.close),
            ),
        ],
        elevation: const WidgetStatePropertyAll(0),
        textInputAction: TextInputAction.search,
        onChanged: _onChanged,
        onSubmitted: (text) {
          _timer?.cancel();
          widget.onSearch(text);
        },
      ),
    );
  }
}
`,
  };
}

export function detailRow(): DartSource {
  return {
    imports: ['material'],
    body: dart`
/// One labelled value on a detail page; a link where [onTap] is given.
class DetailRow extends StatelessWidget {
  const DetailRow({
    super.key,
    required this.label,
    required this.value,
    this.onTap,
  });

  final String label;

  /// Null or empty shows a dash.
  final String? value;

  final VoidCallback? onTap;

  @override
  Widget build(BuildContext context) {
    final theme = Theme.of(context);
    final text = value ?? '';
    return ListTile(
      title: Text(label, style: theme.textTheme.labelMedium),
      subtitle: Text(
        text.isEmpty ? '–' : text,
        style: theme.textTheme.bodyLarge,
      ),
      trailing: onTap == null ? null : const Icon(Icons.chevron_right),
      onTap: onTap,
    );
  }
}
`,
  };
}
