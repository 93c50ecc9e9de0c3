import CRM
import Kernel

extension CRM.Field {
    /// The value that a form sent for this field, as the item store takes it; nil when the form did not ask for it.
    func value(in page: PageRequest) -> Value? {
        let name = "f.\(code.rawValue)"
        let sent = page.form.all(name)
        if type.code == "file" { return files(sent, page, name) }
        guard !sent.isEmpty else { return nil }
        let filled = sent.filter { $0.contains { !$0.isWhitespace } }
        if filled.isEmpty { return .null }
        if isMultiple { return .list(filled.map(Value.string)) }
        if type.code == "money", let currency = page.form.text(name + "Currency") {
            return .string("\(filled[0])|\(currency)")
        }
        return .string(filled[0])
    }

    /// New files come as uploads, those that stay as their ids. An empty upload of a single field changes nothing unless the
    /// kept file was taken away.
    private func files(_ kept: [String], _ page: PageRequest, _ name: String) -> Value? {
        let new = page.uploads.filter { $0.field == name }.map { Value.file($0.file.id) }
        let old = kept.compactMap { FileID($0) }.map(Value.file)
        if isMultiple { return .list(old + new) }
        return new.first ?? old.first ?? .null
    }
}

extension PageRequest {
    /// What a form sent for these fields.
    func values(of fields: [CRM.Field]) -> [FieldCode: Value] {
        var values: [FieldCode: Value] = [:]
        for field in fields {
            if let value = field.value(in: self) { values[field.code] = value }
        }
        return values
    }
}
