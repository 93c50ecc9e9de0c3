import Kernel

/// A notification that is about to be sent.
package struct NoticeDraft: Sendable {
    /// Stored literal, snake_case: `task_created`, `mention`, `control`. People switch kinds off by it one day.
    package let kind: String
    package let text: Text
    package let link: Destination?
    /// A new notification replaces an unread one with the same tag, so that ten changes of one task are one line.
    package let tag: String?
    /// Shown as the portal's own, whoever has caused it.
    package let isFromPortal: Bool

    package init(_ kind: String, _ text: Text, link: Destination? = nil, tag: String? = nil, isFromPortal: Bool = false) {
        self.kind = kind
        self.text = text
        self.link = link
        self.tag = tag
        self.isFromPortal = isFromPortal
    }
}
