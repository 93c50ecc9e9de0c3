import Kernel
import Storage

/// The address of a site. Only `http` and `https`: what is stored here becomes a link.
struct WebField: FieldType {
    var code: String { "web" }
    var title: Text { FieldTexts.web }
    var columns: [FieldColumn] { [FieldColumn(.text)] }
    var tests: Set<FilterTest.Kind> { [.contains, .filled] }

    func parse(_ text: String, for field: Field, in context: FieldContext) throws -> Value {
        let lowered = text.lowercased()
        let address = lowered.hasPrefix("https://") ? text.dropFirst(8) : lowered.hasPrefix("http://") ? text.dropFirst(7) : text[...]
        let host = address.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard text.count <= 2000, host.contains("."), !address.contains(where: \.isWhitespace), !host.contains("@"),
            host.firstIndex(of: ":").map({ host[host.index(after: $0)...].allSatisfy(\.isNumber) }) ?? true
        else { throw field.refusal(FieldTexts.notLink.with(["value": text])) }
        return .string(text)
    }

    func text(_ value: Value, for field: Field, _ language: Language, _ names: Names) -> String { value.printable }
    func store(_ value: Value) -> [SQLValue] { [.text(value.printable)] }
    func read(_ columns: [SQLValue]) -> Value { Value(text: columns[0]) }
}
