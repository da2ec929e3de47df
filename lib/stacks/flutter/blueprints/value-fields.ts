import type { DartSource } from '../targets.ts';
import { dart } from './dart.ts';

export function dateField(): DartSource {
  return {
    imports: ['material', 'lib/utils/formats.dart'],
    body: dart`
/// A form field for a day, or for a moment when [withTime] is set.
class DateField extends FormField<DateTime> {
  DateField({
    super.key,
    required String label,
    String? helperText,
    bool isRequired = false,
    bool withTime = false,
    super.initialValue,
    super.forceErrorText,
    required ValueChanged<DateTime?> onChanged,
  }) : super(
         validator: (value) => isRequired && value == null ? 'This field is required.' : null,
         builder: (field) {
           final value = field.value;
           void change(DateTime? next) {
             field.didChange(next);
             onChanged(next);
           }

           return Semantics(
             button: true,
             child: InkWell(
               borderRadius: BorderRadius.circular(4),
               onTap: () async {
                 final picked = await _pick(field.context, value, withTime: withTime);
                 if (picked != null && field.mounted) change(picked);
               },
               child: InputDecorator(
                 isEmpty: value == null,
                 decoration: InputDecoration(
                   labelText: label,
                   helperText: helperText,
                   errorText: field.errorText,
                   suffixIcon: value == null || isRequired
                       ? const Icon(Icons.calendar_today_outlined)
                       : IconButton(
                           tooltip: 'Clear $label',
                           onPressed: () => change(null),
                           icon: const Icon(Icons.close),
                         ),
                 ),
                 child: value == null
                     ? null
                     : Text(withTime ? Formats.dateTime(value) : Formats.date(value)),
               ),
             ),
           );
         },
       );

  static Future<DateTime?> _pick(
    BuildContext context,
    DateTime? current, {
    required bool withTime,
  }) async {
    final start = (withTime ? current?.toLocal() : current) ?? DateTime.now();
    final day = await showDatePicker(
      context: context,
      initialDate: start,
      firstDate: DateTime(1900),
      lastDate: DateTime(2200),
    );
    if (day == null || !withTime) return day;
    if (!context.mounted) return null;
    final time = await showTimePicker(
      context: context,
      initialTime: TimeOfDay.fromDateTime(start),
    );
    if (time == null) return null;
    return DateTime(day.year, day.month, day.day, time.hour, time.minute).toUtc();
  }
}
`,
  };
}

export function choiceField(): DartSource {
  return {
    imports: ['material'],
    body: dart`
/// A drop-down of fixed choices; optional ones can be left empty.
class ChoiceField<T extends Object> extends StatelessWidget {
  const ChoiceField({
    super.key,
    required this.label,
    this.helperText,
    this.isRequired = false,
    required this.choices,
    required this.labelOf,
    this.initialValue,
    this.errorText,
    required this.onChanged,
  });

  final String label;
  final String? helperText;
  final bool isRequired;
  final List<T> choices;
  final String Function(T choice) labelOf;
  final T? initialValue;

  /// What the backend said about the value.
  final String? errorText;

  final ValueChanged<T?> onChanged;

  @override
  Widget build(BuildContext context) {
    return DropdownButtonFormField<T?>(
      initialValue: initialValue,
      isExpanded: true,
      forceErrorText: errorText,
      decoration: InputDecoration(labelText: label, helperText: helperText),
      validator: (value) => isRequired && value == null ? 'Choose one.' : null,
      onChanged: onChanged,
      items: [
        if (!isRequired) DropdownMenuItem<T?>(child: const Text('None')),
        for (final choice in choices)
          DropdownMenuItem<T?>(value: choice, child: Text(labelOf(choice))),
      ],
    );
  }
}
`,
  };
}
