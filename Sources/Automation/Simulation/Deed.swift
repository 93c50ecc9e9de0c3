import Kernel
import Storage

/// One kind of thing that a person or a client does in a scenario: a call, a finished task, a move by hand. It happens by the
/// same commands as in the portal; what triggers and robots make of it is theirs.
package protocol Deed: Sendable {
    /// A literal, snake_case; stands in addresses and on the command line.
    var kind: String { get }
    /// «Клиент звонит»
    var title: Text { get }
    /// What the form asks besides the moment.
    var asks: DeedQuestion { get }
    /// Does it in the given transaction and settles automation.
    /// - Returns: what was done, for people.
    /// - Throws: `Failure` when it cannot happen: there is no open task, the client has no phone.
    func carryOut(_ scene: Scene) throws -> Text
}

/// What must be known for a deed besides its moment.
package enum DeedQuestion: Sendable, Hashable {
    case nothing
    /// A stage of any pipeline.
    case stage
    /// A field, and its value when that matters.
    case field
}

/// The answers.
package struct DeedInputs: Sendable, Hashable {
    /// The pipeline's stored name and the code of a stage in it.
    package var pipeline: String
    package var stage: String
    /// The entity's code, a field's code, and what is typed into the field; empty takes any value that suits.
    package var entity: String
    package var field: String
    package var value: String
    /// The task or request that is meant; nil is the oldest open one.
    package var number: Int64?

    package init(
        pipeline: String = "", stage: String = "", entity: String = "", field: String = "", value: String = "", number: Int64? = nil
    ) {
        self.pipeline = pipeline
        self.stage = stage
        self.entity = entity
        self.field = field
        self.value = value
        self.number = number
    }
}

/// The world of a deed: the copy at a moment of virtual time.
package struct Scene {
    package let transaction: any Transaction
    package let now: Timestamp
    /// The items of the story, the oldest first.
    package let items: [DocumentID]
    /// In whose name people act when an item has nobody responsible.
    package let person: UserID?
    package let inputs: DeedInputs
    package let calendar: WorkingCalendar

    package init(
        transaction: any Transaction, now: Timestamp, items: [DocumentID], person: UserID?, inputs: DeedInputs, calendar: WorkingCalendar
    ) {
        self.transaction = transaction
        self.now = now
        self.items = items
        self.person = person
        self.inputs = inputs
        self.calendar = calendar
    }
}
