import Kernel
import Storage

/// Questions that wait for a person who is about to be dismissed.
struct AssignmentMentions: PersonMentions {
    func mentions(of user: UserID, in reader: any Reader) throws -> [PersonMention] {
        try Assignment.list(.waiting, of: [user], in: reader).map {
            PersonMention(place: AssignmentTexts.mention.with(["title": Text(verbatim: $0.title)]), path: "/assignments/\($0.id)")
        }
    }

    func replace(_ user: UserID, with substitute: UserID, in command: Command) throws {
        for assignment in try Assignment.list(.waiting, of: [user], in: command.transaction) {
            try Assignment.pass(assignment.id, from: user, to: substitute, in: command)
        }
    }
}
