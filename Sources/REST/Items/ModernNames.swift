import CRM
import Kernel

/// The names of `crm.item.*`: `ASSIGNED_BY_ID` is `assignedById`, the dates of a record have names of their own.
struct ModernNames: Sendable {
    private let byName: [String: RESTField]
    let fields: [RESTField]
    private let usesOriginal: Bool

    /// - Parameter usesOriginal: own fields keep their names, `UF_CRM_…`.
    init(_ entity: EntityType, _ registry: FieldRegistry, usesOriginal: Bool) {
        let fields = RESTField.all(of: entity, in: registry).filter { !$0.isMultifield }
        self.fields = fields
        self.usesOriginal = usesOriginal
        var byName: [String: RESTField] = [:]
        for field in fields {
            byName[ModernNames.name(of: field, usesOriginal).lowercased()] = field
            if byName[field.name.lowercased()] == nil { byName[field.name.lowercased()] = field }
        }
        self.byName = byName
    }

    func name(of field: RESTField) -> String { ModernNames.name(of: field, usesOriginal) }

    /// The field by any of its names, in any letter case: clients mix them.
    func field(_ name: String) -> RESTField? { byName[name.lowercased()] }

    private static func name(of field: RESTField, _ usesOriginal: Bool) -> String {
        if field.isCustom { return usesOriginal ? field.name : customName(field.name) }
        return special[field.name] ?? camelCased(field.name)
    }

    private static let special = [
        "DATE_CREATE": "createdTime", "DATE_MODIFY": "updatedTime", "CREATED_BY_ID": "createdBy", "MODIFY_BY_ID": "updatedBy",
        "MOVED_BY_ID": "movedBy", "STATUS_ID": "stageId", "STATUS_SEMANTIC_ID": "stageSemanticId", "BEGINDATE": "begindate",
        "CLOSEDATE": "closedate", "BIRTHDATE": "birthdate",
    ]

    /// `UTM_SOURCE` → `utmSource`
    static func camelCased(_ name: String) -> String {
        let words = name.lowercased().split(separator: "_")
        return words.prefix(1).joined() + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// `UF_CRM_3_DIGIT` → `ufCrm3Digit`, `UF_CRM_3_1747` → `ufCrm3_1747`, `UF_CRM_DIGIT10` → `ufCrm_DIGIT10`,
    /// `UF_CRM_1747` → `ufCrm_1747`.
    static func customName(_ name: String) -> String {
        guard name.hasPrefix("UF_CRM_") else { return name }
        var rest = name.dropFirst(7)
        var object = ""
        if let end = rest.firstIndex(of: "_"), rest[..<end].allSatisfy(\.isASCIIDigit), end > rest.startIndex {
            object = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        let hasLetters = rest.contains { $0.isLetter }
        let hasDigits = rest.contains(where: \.isASCIIDigit)
        if hasLetters, !hasDigits {
            let camel = rest.lowercased().split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
            return "ufCrm\(object)\(camel)"
        }
        return hasLetters && !object.isEmpty ? "ufCrm_\(object)_\(rest)" : "ufCrm\(object)_\(rest)"
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
