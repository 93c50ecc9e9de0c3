/// A 64-bit identifier that cannot be mixed up with another kind's: `Identifier<UserTag>` is not `Identifier<FileTag>`.
package struct Identifier<Tag>: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
    package let rawValue: Int64

    package init(_ rawValue: Int64) { self.rawValue = rawValue }
    package init(integerLiteral value: Int64) { rawValue = value }
    /// Reads a decimal number as it stands in addresses and forms; nil when it is not one.
    package init?(_ text: some StringProtocol) {
        guard let number = Int64(text) else { return nil }
        rawValue = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    package var description: String { String(rawValue) }
}

package enum UserTag {}
package enum DepartmentTag {}
package enum FileTag {}
package enum TaskTag {}
package enum ActivityTag {}

package typealias UserID = Identifier<UserTag>
package typealias DepartmentID = Identifier<DepartmentTag>
package typealias FileID = Identifier<FileTag>
package typealias TaskItemID = Identifier<TaskTag>
package typealias ActivityID = Identifier<ActivityTag>

/// The item that automation works on: an entity type and an id inside it. Automation treats it as opaque; CRM gives the
/// type numbers (lead 1, deal 2, contact 3, company 4, as in the REST API).
package struct DocumentID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let type: Int
    package let id: Int64

    package init(type: Int, id: Int64) {
        self.type = type
        self.id = id
    }

    /// One number for both, the key of the automation tables: 15 bits of type, 48 bits of id.
    package var key: Int64 { Int64(type) << 48 | id }

    package init(key: Int64) {
        type = Int(key >> 48)
        id = key & 0xFFFF_FFFF_FFFF
    }

    package static func < (left: Self, right: Self) -> Bool { left.key < right.key }
    package var description: String { "\(type):\(id)" }
}
