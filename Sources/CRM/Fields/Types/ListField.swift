import Kernel
import Storage

/// One of the field's options, kept by its code.
struct ListField: FieldType {
    var code: String { "enumeration" }
    var title: Text { FieldTexts.list }
    var columns: [FieldColumn] { [FieldColumn(.text)] }

    /// Takes the option's code, or its name in any language: people and imported files write names.
    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        guard let option = field.option(meaning: text) else {
            let names = field.options.filter { !$0.isHidden }.map(\.name)
            throw field.refusal(
                FieldTexts.notOption.with(["value": Text(verbatim: text), "options": .joined(names)]))
        }
        return .string(option.code)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String {
        field.option(value.printable)?.name[language] ?? value.printable
    }

    func store(_ value: Value) -> [SQLValue] { [.text(value.printable)] }
    func read(_ columns: [SQLValue]) -> Value { Value(text: columns[0]) }
}

extension Field {
    /// The option with this code, or else with this name in any language and case.
    func option(meaning text: String) -> FieldOption? {
        if let option = option(text) { return option }
        let wanted = text.lowercased()
        return options.first { $0.code.lowercased() == wanted }
            ?? options.first { $0.name.russian.lowercased() == wanted || $0.name.english.lowercased() == wanted }
    }
}

extension Text {
    /// Texts with commas between, each language apart.
    package static func joined(_ texts: [Text], separator: String = ", ") -> Text {
        Text(ru: texts.map(\.russian).joined(separator: separator), en: texts.map(\.english).joined(separator: separator))
    }
}
