import Kernel

/// One field of items or people as everything else derives from it: forms, cards, lists, filters, import, conditions, audit.
package struct Field: Sendable {
    package let owner: FieldOwner
    package let code: FieldCode
    package let type: any FieldType
    package let storage: FieldStorage
    package var title: Text
    package var flags: FieldFlags
    /// From which stage on it must be filled: stage code by the pipeline's automation name (`DEAL:0` → `AWAITING_PAYMENT`).
    package var requiredFrom: [String: String]
    /// What may be chosen; empty for fields that are not lists.
    package var options: [FieldOption]
    /// What a link field points to; nil for any entity.
    package let linkedEntity: EntityType?
    /// Other codes under which presets and expressions may ask for it.
    package let aliases: [FieldCode]
    /// Place among the owner's fields.
    package var sort: Int

    package init(
        _ owner: FieldOwner, _ code: FieldCode, _ type: any FieldType, _ storage: FieldStorage, _ title: Text,
        _ flags: FieldFlags = [], requiredFrom: [String: String] = [:], options: [FieldOption] = [],
        linkedEntity: EntityType? = nil, aliases: [FieldCode] = [], sort: Int = 0
    ) {
        self.owner = owner
        self.code = code
        self.type = type
        self.storage = storage
        self.title = title
        self.flags = flags
        self.requiredFrom = requiredFrom
        self.options = options
        self.linkedEntity = linkedEntity
        self.aliases = aliases
        self.sort = sort
    }

    /// A field of items.
    package init(
        _ entity: EntityType, _ code: FieldCode, _ type: any FieldType, _ storage: FieldStorage, _ title: Text,
        _ flags: FieldFlags = [], options: [FieldOption] = [], linkedEntity: EntityType? = nil, aliases: [FieldCode] = []
    ) {
        self.init(.items(entity), code, type, storage, title, flags, options: options, linkedEntity: linkedEntity, aliases: aliases)
    }

    /// The kind of items that have it; nil for a field of people.
    package var entity: EntityType? { owner.entity }
    package var isCustom: Bool { code.isCustom }
    package var isRequired: Bool { flags.contains(.required) }
    /// People cannot change it; robots and the portal can.
    package var isReadOnly: Bool { flags.contains(.readOnly) }
    package var isMultiple: Bool { flags.contains(.multiple) }
    package var isInList: Bool { flags.contains(.list) }
    package var isInFilter: Bool { flags.contains(.filter) }
    package var isOnCard: Bool { flags.contains(.card) }
    /// Deleted by an administrator; its data is kept.
    package var isHidden: Bool { flags.contains(.hidden) }
    package var isSortable: Bool { !isMultiple && !storage.columns.isEmpty && type.isSortable }

    package func option(_ code: String) -> FieldOption? { options.first { $0.code == code } }
}

package struct FieldFlags: OptionSet, Hashable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let required = FieldFlags(rawValue: 1)
    package static let readOnly = FieldFlags(rawValue: 2)
    package static let multiple = FieldFlags(rawValue: 4)
    /// Shown in lists until a person chooses other columns.
    package static let list = FieldFlags(rawValue: 8)
    package static let filter = FieldFlags(rawValue: 16)
    /// Shown on kanban cards.
    package static let card = FieldFlags(rawValue: 32)
    package static let hidden = FieldFlags(rawValue: 64)
    /// Kept by the portal and not shown among the fields of a form.
    package static let technical = FieldFlags(rawValue: 128)
}

/// Where the values of a field are kept.
package enum FieldStorage: Hashable, Sendable {
    /// Columns of the entity's own table.
    case system([String])
    /// Columns of the owner's side table.
    case custom([String])
    /// Rows of `communications`.
    case communications(Communication.Kind)
    /// A deal's contacts: the main one in its row, the others as links.
    case contacts

    package var columns: [String] {
        switch self {
        case .system(let columns), .custom(let columns): columns
        case .communications, .contacts: []
        }
    }
}

/// One choice of a list field.
package struct FieldOption: Hashable, Sendable {
    /// Stored in items and conditions; never changes.
    package let code: String
    package var name: Text
    /// No longer offered, still shown where it was chosen.
    package var isHidden: Bool

    package init(_ code: String, _ name: Text, isHidden: Bool = false) {
        self.code = code
        self.name = name
        self.isHidden = isHidden
    }
}
