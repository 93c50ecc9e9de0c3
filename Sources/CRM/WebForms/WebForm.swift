import Kernel

package enum WebFormTag {}
package typealias WebFormID = Identifier<WebFormTag>

/// A page at an address of its own where visitors leave a request, which becomes a lead.
package struct WebForm: Identifiable, Hashable, Sendable {
    package let id: WebFormID
    /// The last part of the public address, `/forms/TOKEN`: not guessable, not secret.
    package let token: String
    package let settings: Settings
    package let createdAt: Timestamp

    /// What is edited on its page.
    package struct Settings: Hashable, Sendable {
        /// Above the form, and what the lead's timeline calls it.
        package var title: String
        /// Under the title, before the fields.
        package var intro: String
        package var button: String
        /// Instead of the form after it was sent.
        package var thanks: String
        /// Fields of a lead, in order.
        package var fields: [FormField]
        /// The source leads get: `WEBFORM` unless chosen otherwise.
        package var source: String
        /// Who gets the leads while they are not distributed.
        package var responsible: UserID?
        /// Among whom they are distributed in turn.
        package var queue: [UserID]
        /// Whether they are distributed.
        package var distributes: Bool
        /// Whether visitors may send it.
        package var isActive: Bool

        package init(
            title: String, intro: String = "", button: String = "", thanks: String = "", fields: [FormField],
            source: String = "WEBFORM", responsible: UserID? = nil, queue: [UserID] = [], distributes: Bool = false,
            isActive: Bool = true
        ) {
            self.title = title
            self.intro = intro
            self.button = button
            self.thanks = thanks
            self.fields = fields
            self.source = source
            self.responsible = responsible
            self.queue = queue
            self.distributes = distributes
            self.isActive = isActive
        }
    }

    /// A lead field that the form asks for.
    package struct FormField: Hashable, Sendable {
        package let code: FieldCode
        /// How the form calls it; empty means the field's own title.
        package var label: String
        package var isRequired: Bool

        package init(_ code: FieldCode, label: String = "", isRequired: Bool = false) {
            self.code = code
            self.label = label
            self.isRequired = isRequired
        }
    }
}
