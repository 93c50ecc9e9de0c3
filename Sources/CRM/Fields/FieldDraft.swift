import Kernel

/// A field of an administrator's own as he describes it.
package struct FieldDraft: Sendable {
    package let owner: FieldOwner
    /// `UF_CRM_…`; `UF_USR_…` for people.
    package let code: FieldCode
    /// A type's stored name: `string`, `text`, `integer`, `double`, `money`, `boolean`, `date`, `datetime`, `enumeration`,
    /// `employee`, `file`, `crm`, `phone`, `email`, `web`.
    package let type: String
    package var title: Text
    package var isRequired: Bool
    package var isReadOnly: Bool
    package let isMultiple: Bool
    /// Stage code by the pipeline's automation name.
    package var requiredFrom: [String: String]
    package var isInList: Bool
    package var isInFilter: Bool
    package var isOnCard: Bool
    /// Of lists.
    package var options: [FieldOption]
    /// Of links to CRM items; nil allows any.
    package let linkedEntity: EntityType?
    /// Nil puts it last, or leaves it where it is.
    package var sort: Int?

    package init(
        _ owner: FieldOwner, _ code: FieldCode, type: String, title: Text, isRequired: Bool = false, isReadOnly: Bool = false,
        isMultiple: Bool = false, requiredFrom: [String: String] = [:], isInList: Bool = false, isInFilter: Bool = true,
        isOnCard: Bool = false, options: [FieldOption] = [], linkedEntity: EntityType? = nil, sort: Int? = nil
    ) {
        self.owner = owner
        self.code = code
        self.type = type
        self.title = title
        self.isRequired = isRequired
        self.isReadOnly = isReadOnly
        self.isMultiple = isMultiple
        self.requiredFrom = requiredFrom
        self.isInList = isInList
        self.isInFilter = isInFilter
        self.isOnCard = isOnCard
        self.options = options
        self.linkedEntity = linkedEntity
        self.sort = sort
    }

    /// A field of items.
    package init(
        _ entity: EntityType, _ code: FieldCode, type: String, title: Text, isRequired: Bool = false, isReadOnly: Bool = false,
        isMultiple: Bool = false, requiredFrom: [String: String] = [:], isInList: Bool = false, isInFilter: Bool = true,
        isOnCard: Bool = false, options: [FieldOption] = [], linkedEntity: EntityType? = nil, sort: Int? = nil
    ) {
        self.init(
            .items(entity), code, type: type, title: title, isRequired: isRequired, isReadOnly: isReadOnly, isMultiple: isMultiple,
            requiredFrom: requiredFrom, isInList: isInList, isInFilter: isInFilter, isOnCard: isOnCard, options: options,
            linkedEntity: linkedEntity, sort: sort)
    }

    /// Whether such a field can be; gives its type.
    func checked(_ catalog: ItemCatalog) throws -> any FieldType {
        let code = code.rawValue.lowercased()
        let prefix = owner.prefix.lowercased()
        guard code.hasPrefix(prefix), code.utf8.count > prefix.utf8.count, code.utf8.count <= 50, code.utf8.allSatisfy(FieldDraft.isPlain)
        else { throw refusal(FieldTexts.badCode.with(["prefix": owner.prefix])) }
        if title.russian.withoutOuterSpace.isEmpty { throw refusal(FieldTexts.noTitle) }
        if title.russian.count > 200 || title.english.count > 200 {
            throw refusal(FieldTexts.tooLong.with(["field": title]).with(["limit": "200"]))
        }
        guard let type = owner.types.first(where: { $0.code == type }) else {
            let known = owner.types.map(\.code).joined(separator: ", ")
            throw refusal(FieldTexts.badType.with(["type": type, "types": known]))
        }
        if isMultiple, type.columns.count > 1 || type is BooleanField {
            throw refusal(FieldTexts.notMultiple.with(["type": type.title]))
        }
        if type is ListField, options.isEmpty { throw refusal(FieldTexts.noOptions) }
        try FieldDraft.check(options, of: self.code)
        try FieldDraft.check(requiredFrom, of: self.code, owner.entity, catalog.pipelines)
        return type
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    static func check(_ options: [FieldOption], of code: FieldCode) throws {
        var seen: Set<String> = []
        for option in options {
            if option.code.withoutOuterSpace.isEmpty || option.name.russian.withoutOuterSpace.isEmpty {
                throw Failure(.invalid, FieldTexts.noTitle, field: code.rawValue)
            }
            if !seen.insert(option.code).inserted {
                throw Failure(.invalid, FieldTexts.doubleOption.with(["code": option.code]), field: code.rawValue)
            }
        }
    }

    static func check(
        _ requiredFrom: [String: String], of code: FieldCode, _ entity: EntityType?, _ pipelines: Pipelines
    ) throws {
        for (name, stage) in requiredFrom.sorted(by: { $0.key < $1.key }) {
            let pipeline = pipelines.named(name)
            guard entity != nil, pipeline?.id.entity == entity, pipeline?[stage] != nil else {
                throw Failure(
                    .invalid, FieldTexts.noStage.with(["stage": stage, "pipeline": name]), field: code.rawValue)
            }
        }
    }

    func refusal(_ message: Text, _ kind: Failure.Code = .invalid) -> Failure {
        Failure(kind, message.with(["code": code.rawValue]), field: code.rawValue)
    }
}
