import Kernel
import Storage

/// The robots and activities that programs have registered. Everybody reads them with the fields and pipelines, from one catalogue.
package struct ProgramRobotStore: Sendable {
    /// How many a portal may have.
    package static let countLimit = 500
    private static let columns = "code, is_activity, handler, allows_private, auth_user, waits, definition, program"

    private let catalog: CatalogCache

    package init(_ catalog: CatalogCache) { self.catalog = catalog }

    /// Every one, the oldest first.
    package static func all(in reader: any Reader) throws -> [ProgramRobot] {
        try reader.query("select \(columns) from program_robots order by id", read)
    }

    package static func robot(code: String, in reader: any Reader) throws -> ProgramRobot? {
        try reader.first("select \(columns) from program_robots where code = $1", [code], read)
    }

    package static func robot(kind: String, in reader: any Reader) throws -> ProgramRobot? {
        try reader.first("select \(columns) from program_robots where kind = $1", [kind], read)
    }

    /// - Throws: `Failure` `.forbidden`, `.invalid`, `.conflict` when the code is taken, `.limited`.
    package func add(_ robot: ProgramRobot, in command: Command) throws {
        try command.require(.configureAutomation)
        try check(robot, in: command)
        let transaction = command.transaction
        guard try transaction.count("select count(*) from program_robots") < Self.countLimit else {
            throw Failure(.limited, ProgramTexts.tooManyRobots.with(["limit": String(Self.countLimit)]))
        }
        let isTaken = try transaction.exists("select 1 from program_robots where code = $1 or kind = $2", [robot.code, robot.kind])
        if isTaken { throw Failure(.conflict, ProgramTexts.robotTaken.with(["code": robot.code]), field: "CODE") }
        try transaction.execute(
            """
            insert into program_robots (id, kind, code, is_activity, handler, allows_private, auth_user, waits, definition, program,
                created_at, changed_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
            """,
            [
                try transaction.nextID("program_robots"), robot.kind, robot.code, robot.isActivity, robot.handler, robot.allowsPrivate,
                robot.user, robot.waits, robot.definition.text, robot.program, command.now,
            ])
        try catalog.change(in: transaction)
    }

    /// Puts what is known of the robot with this code in the place of what was.
    /// - Throws: as `add`; `.notFound`.
    package func change(_ robot: ProgramRobot, in command: Command) throws {
        try command.require(.configureAutomation)
        try check(robot, in: command)
        let changed = try command.transaction.execute(
            """
            update program_robots set handler = $2, allows_private = $3, auth_user = $4, waits = $5, definition = $6, changed_at = $7
            where code = $1
            """,
            [robot.code, robot.handler, robot.allowsPrivate, robot.user, robot.waits, robot.definition.text, command.now])
        guard changed == 1 else { throw Failure(.notFound, ProgramTexts.noRobot.with(["code": robot.code])) }
        try catalog.change(in: command.transaction)
    }

    /// Forgets a registration. Robots of its kind stay where people put them and stop with a clear message when it is their turn,
    /// until the program registers it again.
    /// - Returns: whether there was one.
    @discardableResult
    package func delete(code: String, in command: Command) throws -> Bool {
        try command.require(.configureAutomation)
        guard try command.transaction.execute("delete from program_robots where code = $1", [code]) == 1 else { return false }
        try catalog.change(in: command.transaction)
        return true
    }

    private func check(_ robot: ProgramRobot, in command: Command) throws {
        _ = try WebAddress(robot.handler, field: "HANDLER")
        guard try !UserStore.active([robot.user], in: command.transaction).isEmpty else {
            throw Failure(.invalid, ProgramTexts.noPerson, field: "AUTH_USER_ID")
        }
    }

    private static func read(_ row: Row) throws -> ProgramRobot {
        let definition = try JSONValue(parsing: row.text(6))
        return ProgramRobot(
            code: row.text(0), isActivity: row.bool(1), handler: row.text(2), allowsPrivate: row.bool(3), user: row.id(4),
            waits: row.isNull(5) ? nil : row.bool(5), name: Text(pair: definition["name"]), about: Text(pair: definition["about"]),
            properties: (definition["properties"]?.array ?? []).map(ProgramProperty.init(stored:)),
            results: (definition["results"]?.array ?? []).map(ProgramProperty.init(stored:)), offer: ProgramOffer(stored: definition),
            program: row.text(7))
    }
}
