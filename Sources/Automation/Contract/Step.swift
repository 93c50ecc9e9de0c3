import Kernel
import Storage

/// A robot's surroundings while it acts: the item, the transaction, the moment, its settings with insertions filled in.
package struct Step {
    package let transaction: any Transaction
    package let now: Timestamp
    package let document: DocumentID
    package let setting: RobotSetting
    /// The run and its node: they identify this very step.
    package let runID: Int64
    /// The stay on the stage that the run belongs to.
    package let visit: Int64
    /// Unique for this execution of this robot (`run/node/iteration`): a replayed step carries the same key. Those of processes
    /// beside the stages begin with `processMark`: what they ask people is not taken back when the item leaves a stage.
    package let key: String
    package static let processMark = "@"
    /// Why the robot runs now, for timeline and journal.
    package let reason: Text
    /// What `{=…}` means here.
    package let environment: any EvaluationEnvironment
    /// The values of parameters that the robot has read so far; they stand in the journal.
    package let inputs = StepInputs()

    package init(
        transaction: any Transaction, now: Timestamp, document: DocumentID, setting: RobotSetting, runID: Int64,
        visit: Int64 = 0, key: String, reason: Text, environment: any EvaluationEnvironment
    ) {
        self.transaction = transaction
        self.now = now
        self.document = document
        self.setting = setting
        self.runID = runID
        self.visit = visit
        self.key = key
        self.reason = reason
        self.environment = environment
    }
}

/// What automation needs to know of the items it works on; implemented by the binding to CRM.
package protocol DocumentSource: Sendable {
    /// Where the item stands; nil when it has no stages or does not exist any more.
    func position(of document: DocumentID, in reader: any Reader) throws -> StagePosition?
    /// What `{=Document:…}`, `{=GlobalConst:…}`, `{=System:…}` mean for this item now; `results` are those of earlier robots.
    /// Every robot of the process has an entry in `results`: an unknown name there means «not yet», so answer `.null`.
    /// Field-anchored moments ask for `value(object: "Document", field: code)`.
    func environment(
        of document: DocumentID, results: [String: [String: Value]], changed: Set<String>, at now: Timestamp,
        in reader: any Reader
    ) throws -> any EvaluationEnvironment
    /// Items that stand on one of these stages of a pipeline now, in the order of their keys, after `last`; at most `limit`.
    func documents(
        in pipeline: String, on stages: [String], after last: DocumentID, limit: Int, _ reader: any Reader
    ) throws -> [DocumentID]
    /// Moves the item to a stage of its pipeline in the name of a trigger, in this transaction.
    /// - Parameter user: who caused the event; the trigger's own parameters may name somebody else.
    func move(
        _ document: DocumentID, to stage: String, trigger: TriggerSetting, because: Text, user: UserID?,
        in transaction: any Transaction, at now: Timestamp) throws
    /// What the item is, apart from where it stands and since when: equal texts mean equal items. The loop guard stops
    /// automation that comes back to the same stage with the same item without anything having happened outside; nil
    /// leaves that to the other guards.
    func fingerprint(of document: DocumentID, in reader: any Reader) throws -> String?
    /// What hangs on the item, in order, for a «for each»: the parts of every row by their names. All rows have the same
    /// parts, and no part is a list.
    func rows(_ rows: ListSource.Rows, of document: DocumentID, in reader: any Reader) throws -> [[String: Value]]
    /// The working calendar of the portal as it is now.
    func calendar(in reader: any Reader) throws -> WorkingCalendar
    /// A process was stopped: what its robots ask people, by steps whose keys begin so, is to be taken back.
    func withdraw(stepsOf keyPrefix: String, on document: DocumentID, in transaction: any Transaction, at now: Timestamp) throws
    /// Tells the administrators that a robot has stopped and needs them.
    func report(_ incident: IncidentReport, in transaction: any Transaction, at now: Timestamp) throws
    /// A delivery of the item has been carried out: what the item's history keeps of it. Must not throw for what it finds in
    /// the data: the outcome is written down in the same transaction.
    func delivered(_ delivery: Delivery, in transaction: any Transaction, at now: Timestamp) throws
    /// What people call an insertion, for explanations of conditions; nil shows it as it is written.
    func title(of reference: FieldReference, on document: DocumentID, in reader: any Reader) throws -> Text?
}

extension DocumentSource {
    package func fingerprint(of document: DocumentID, in reader: any Reader) throws -> String? { nil }
    package func rows(_ rows: ListSource.Rows, of document: DocumentID, in reader: any Reader) throws -> [[String: Value]] { [] }
    package func title(of reference: FieldReference, on document: DocumentID, in reader: any Reader) throws -> Text? { nil }
    package func withdraw(stepsOf keyPrefix: String, on document: DocumentID, in transaction: any Transaction, at now: Timestamp) throws {}
    package func delivered(_ delivery: Delivery, in transaction: any Transaction, at now: Timestamp) throws {}
}

/// A robot that could not do its work.
package struct IncidentReport: Sendable {
    package let document: DocumentID
    package let robot: String
    package let message: Text

    package init(document: DocumentID, robot: String, message: Text) {
        self.document = document
        self.robot = robot
        self.message = message
    }
}

/// Where an item stands in its pipeline.
package struct StagePosition: Sendable, Hashable {
    /// The pipeline's stored name: `LEAD`, `DEAL:0`, `DEAL:1`.
    package let pipeline: String
    package let stage: String
    /// The order of the stage in the pipeline (for «forward only»), and whether it is final.
    package let order: Int
    package let isFinal: Bool
    /// Grows with every entry into a stage: an old timer can never act on a new stay.
    package let visit: Int64
    package let enteredAt: Timestamp
    /// Every stage of the pipeline in order, by code.
    package let stageOrder: [String: Int]

    package init(
        pipeline: String, stage: String, order: Int, isFinal: Bool, visit: Int64, enteredAt: Timestamp,
        stageOrder: [String: Int]
    ) {
        self.pipeline = pipeline
        self.stage = stage
        self.order = order
        self.isFinal = isFinal
        self.visit = visit
        self.enteredAt = enteredAt
        self.stageOrder = stageOrder
    }
}
