/// The stored name of a field, as presets, conditions and the REST API write it: `TITLE`, `UF_CRM_REQUEST`. Upper case.
package struct FieldCode: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String

    package init(_ code: some StringProtocol) { rawValue = code.uppercased() }
    package init(stringLiteral value: String) { rawValue = value }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    package var description: String { rawValue }

    /// Whether it names a field that the portal's administrators made.
    package var isCustom: Bool { rawValue.hasPrefix("UF_") }

    package static let id: FieldCode = "ID"
    package static let title: FieldCode = "TITLE"
    package static let responsible: FieldCode = "ASSIGNED_BY_ID"
    package static let pipeline: FieldCode = "CATEGORY_ID"
    package static let amount: FieldCode = "OPPORTUNITY"
    package static let manualAmount: FieldCode = "IS_MANUAL_OPPORTUNITY"
    package static let paidAmount: FieldCode = "PAID_AMOUNT"
    package static let company: FieldCode = "COMPANY_ID"
    /// The main contact.
    package static let contact: FieldCode = "CONTACT_ID"
    /// All contacts of a deal, the main one first.
    package static let contacts: FieldCode = "CONTACT_IDS"
    package static let name: FieldCode = "NAME"
    package static let lastName: FieldCode = "LAST_NAME"
    package static let secondName: FieldCode = "SECOND_NAME"
    package static let companyTitle: FieldCode = "COMPANY_TITLE"
    package static let phone: FieldCode = "PHONE"
    package static let email: FieldCode = "EMAIL"
    package static let web: FieldCode = "WEB"
    package static let messenger: FieldCode = "IM"
    package static let source: FieldCode = "SOURCE_ID"
    package static let comments: FieldCode = "COMMENTS"
    package static let inn: FieldCode = "INN"
    package static let lead: FieldCode = "LEAD_ID"
    package static let original: FieldCode = "ORIGINAL_ID"
    package static let createdAt: FieldCode = "DATE_CREATE"
    package static let modifiedAt: FieldCode = "DATE_MODIFY"
    package static let movedAt: FieldCode = "MOVED_TIME"
    package static let closedAt: FieldCode = "DATE_CLOSED"
    package static let lastActivityAt: FieldCode = "LAST_ACTIVITY_TIME"

    /// The stage's field: `STATUS_ID` of leads, `STAGE_ID` of deals (each also understood by its other name).
    package static func stage(of entity: EntityType) -> FieldCode { entity == .lead ? "STATUS_ID" : "STAGE_ID" }
}
