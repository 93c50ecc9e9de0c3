import Automation
import Kernel
import OrderWorld

/// The engine's rules written down a second time, as plainly as possible: a few dictionaries, no database, no tokens, no
/// transactions. It knows the columns of robots only (no blocks), each order for itself. Made for one purpose: its journal
/// must be that of the engine.
struct ReferenceShop {
    /// A line of an order's journal: when, what, which robot, trigger or stage.
    typealias Line = String

    private struct Robot {
        let id: String
        let kind: String
        let timing: Timing
        let condition: Condition?
        let target: String
        let amount: Int64
    }

    /// The robots below one another in a column, the first of which starts at the stage entry.
    private struct Branch {
        let number: Int
        let robots: [Robot]
        var next = 0
        var anchor: Timestamp
        var state = State.ready
    }

    private enum State: Equatable {
        case ready
        /// The timer of the robot has come: it acts without planning again.
        case come
        case until(Timestamp, planned: Int)
        /// The field that the moment is counted from is empty.
        case untilFilled(planned: Int)
        case task(Int)
        case answered
    }

    private struct Order {
        var stage: String
        var enteredAt: Timestamp
        var quantity: Int64?
        var dueAt: Timestamp?
        var branches: [Branch] = []
        var hasRun = false
        var moves: [String] = []
        var journal: [Line] = []
        var openTasks: [Int] = []
    }

    private let stages: [StageAutomation]
    private var orders: [Order] = []
    private var lastTask = 0
    private var plans = 0

    init(_ stages: [StageAutomation]) { self.stages = stages }

    var journals: [[Line]] { orders.map(\.journal) }
    func openTask(of order: Int) -> Int? { orders[order].openTasks.first }

    // MARK: What people do

    mutating func create(on stage: String, at now: Timestamp) {
        orders.append(Order(stage: stage, enteredAt: now))
        enter(orders.count - 1, now)
        work(orders.count - 1, now)
    }

    mutating func move(_ order: Int, to stage: String, at now: Timestamp) {
        guard orders[order].stage != stage else { return }
        change(order, to: stage, now)
        work(order, now)
    }

    mutating func setQuantity(_ order: Int, _ quantity: Int64, at now: Timestamp) {
        orders[order].quantity = quantity
        work(order, now)
    }

    mutating func setDue(_ order: Int, _ due: Timestamp, at now: Timestamp) {
        orders[order].dueAt = due
        replan(order, now)
        work(order, now)
    }

    mutating func complete(_ task: Int, of order: Int, at now: Timestamp) {
        orders[order].openTasks.removeAll { $0 == task }
        for index in orders[order].branches.indices where orders[order].branches[index].state == .task(task) {
            orders[order].branches[index].state = .answered
            orders[order].branches[index].anchor = max(orders[order].branches[index].anchor, now)
            let branch = orders[order].branches[index]
            note(order, now, .resumed, branch.robots[branch.next].id)
        }
        work(order, now)
    }

    /// The customer calls: at most one trigger moves the order, the others say why not.
    mutating func call(_ order: Int, at now: Timestamp) {
        let places = OrderSource.stages
        let here = places.firstIndex(of: orders[order].stage)!
        var applicable: [(id: String, place: Int)] = []
        for stage in stages {
            for trigger in stage.triggers {
                let place = places.firstIndex(of: stage.stage)!
                let isRefused =
                    orders[order].stage == "WON" || place == here || place < here && !trigger.allowsBack
                    || !holds(trigger.condition, order)
                if isRefused {
                    note(order, now, .triggerDeclined, trigger.id)
                } else {
                    applicable.append((trigger.id, place))
                }
            }
        }
        for (index, found) in applicable.sorted(by: { $0.place < $1.place }).enumerated() {
            note(order, now, index == 0 ? .triggerApplied : .triggerDeclined, found.id)
            if index == 0 { orders[order].moves.append(places[found.place]) }
        }
        work(order, now)
    }

    /// The next moment that anything is planned for.
    var nextMoment: Timestamp? {
        orders.flatMap(\.branches).compactMap { if case .until(let moment, _) = $0.state { moment } else { nil } }.min()
    }

    /// Does what is due at `now`.
    mutating func wake(at now: Timestamp) {
        for order in orders.indices { work(order, now) }
    }

    // MARK: What robots do

    /// Robots act one after another, the uppermost branch first, until all of them wait.
    private mutating func work(_ order: Int, _ now: Timestamp) {
        while true {
            if !orders[order].moves.isEmpty {
                let stage = orders[order].moves.removeFirst()
                if stage != orders[order].stage { change(order, to: stage, now) }
            } else if let index = orders[order].branches.indices.first(where: { isReady(orders[order].branches[$0]) }) {
                step(order, index, now)
            } else if let index = dueBranch(order, now) {
                guard case .until(let moment, _) = orders[order].branches[index].state else { return }
                orders[order].branches[index].anchor = max(orders[order].branches[index].anchor, moment)
                orders[order].branches[index].state = .come
            } else {
                return
            }
        }
    }

    private func isReady(_ branch: Branch) -> Bool {
        switch branch.state {
        case .ready, .come, .answered: true
        case .until, .untilFilled, .task: false
        }
    }

    private func dueBranch(_ order: Int, _ now: Timestamp) -> Int? {
        let due = orders[order].branches.indices.compactMap { index -> (Timestamp, Int, Int)? in
            guard case .until(let moment, let plan) = orders[order].branches[index].state, moment <= now else { return nil }
            return (moment, plan, index)
        }
        return due.min { ($0.0, $0.1) < ($1.0, $1.1) }?.2
    }

    private mutating func step(_ order: Int, _ index: Int, _ now: Timestamp) {
        let branch = orders[order].branches[index]
        let robot = branch.robots[branch.next]
        if branch.state == .ready, !robot.timing.isImmediate {
            return plan(order, index, robot, now)
        }
        if branch.state != .answered, !holds(robot.condition, order) {
            note(order, now, .skipped, robot.id)
            return pass(order, index, now)
        }
        if robot.kind == "give_task", branch.state != .answered {
            lastTask += 1
            orders[order].openTasks.append(lastTask)
            orders[order].branches[index].state = .task(lastTask)
            return note(order, now, .waiting, robot.id)
        }
        if robot.kind == "move" { orders[order].moves.append(robot.target) }
        if robot.kind == "set_quantity" { orders[order].quantity = robot.amount }
        note(order, now, .done, robot.id)
        pass(order, index, now)
    }

    private mutating func plan(_ order: Int, _ index: Int, _ robot: Robot, _ now: Timestamp) {
        let moment = moment(robot.timing, orders[order].branches[index].anchor, order, now)
        if let moment, moment <= now {
            orders[order].branches[index].anchor = max(orders[order].branches[index].anchor, moment)
            orders[order].branches[index].state = .come
            return
        }
        plans += 1
        orders[order].branches[index].state = moment.map { .until($0, planned: plans) } ?? .untilFilled(planned: plans)
        note(order, now, .planned, robot.id)
    }

    /// The robot has ended: the one below it goes on, or the branch and with the last branch the run has ended.
    private mutating func pass(_ order: Int, _ index: Int, _ now: Timestamp) {
        orders[order].branches[index].next += 1
        orders[order].branches[index].state = .ready
        let branch = orders[order].branches[index]
        guard branch.next == branch.robots.count else { return }
        orders[order].branches.remove(at: index)
        if orders[order].branches.isEmpty {
            orders[order].hasRun = false
            note(order, now, .runEnded, orders[order].stage)
        }
    }

    private mutating func change(_ order: Int, to stage: String, _ now: Timestamp) {
        if orders[order].hasRun { note(order, now, .runCancelled, orders[order].stage) }
        orders[order].branches = []
        orders[order].hasRun = false
        orders[order].stage = stage
        orders[order].enteredAt = now
        enter(order, now)
    }

    private mutating func enter(_ order: Int, _ now: Timestamp) {
        let stage = orders[order].stage
        note(order, now, .stageEntered, stage)
        guard let process = stages.first(where: { $0.stage == stage })?.process, !process.isEmpty else { return }
        note(order, now, .runStarted, stage)
        orders[order].hasRun = true
        var columns: [[Robot]] = []
        for block in process {
            guard case .robot(let setting) = block else { preconditionFailure("the reference knows robots only") }
            let robot = Robot(
                id: setting.id, kind: setting.kind.rawValue, timing: setting.timing, condition: setting.condition,
                target: setting.parameters["stage"]?.string ?? "", amount: setting.parameters["to"]?.int ?? 0)
            if setting.timing.afterPrevious, !columns.isEmpty {
                columns[columns.count - 1].append(robot)
            } else {
                columns.append([robot])
            }
        }
        orders[order].branches = columns.enumerated().map { Branch(number: $0, robots: $1, anchor: now) }
    }

    /// A field changed: what is counted from it is planned anew.
    private mutating func replan(_ order: Int, _ now: Timestamp) {
        let waiting = orders[order].branches.indices.compactMap { index -> (plan: Int, index: Int, moment: Timestamp?)? in
            switch orders[order].branches[index].state {
            case .until(let moment, let plan): (plan, index, moment)
            case .untilFilled(let plan): (plan, index, nil)
            case .ready, .come, .task, .answered: nil
            }
        }
        for (plan, index, before) in waiting.sorted(by: { $0.plan < $1.plan }) {
            let branch = orders[order].branches[index]
            let robot = branch.robots[branch.next]
            guard robot.timing.base != .entry else { continue }
            let moment = moment(robot.timing, branch.anchor, order, now)
            guard moment != before else { continue }
            orders[order].branches[index].state = moment.map { .until($0, planned: plan) } ?? .untilFilled(planned: plan)
            note(order, now, .replanned, robot.id)
        }
    }

    private mutating func note(_ order: Int, _ now: Timestamp, _ kind: JournalKind, _ node: String) {
        orders[order].journal.append("\(now.milliseconds) \(kind.rawValue) \(node)")
    }

    // MARK: Moments and conditions

    private func moment(_ timing: Timing, _ anchor: Timestamp, _ order: Int, _ now: Timestamp) -> Timestamp? {
        let base = timing.base == .entry ? anchor : orders[order].dueAt
        guard let base else { return nil }
        let minutes: [Timing.Unit: Int64] = [.minutes: 1, .hours: 60, .days: 24 * 60]
        let moment = base + .minutes(Int64(timing.amount) * minutes[timing.unit]!)
        guard timing.workingTimeOnly else { return moment }
        return ReferenceShop.working(from: max(moment, now))
    }

    /// The first moment from `moment` on at which Moscow works: minute by minute, Monday to Friday from 9 to 18.
    private static func working(from moment: Timestamp) -> Timestamp {
        var moment = moment
        while true {
            let local = moment.milliseconds + 3 * 3_600_000
            let day = local / 86_400_000
            let minute = local / 60_000 % 1440
            let isWeekday = (day + 3) % 7 < 5
            if isWeekday, minute >= 9 * 60, minute < 18 * 60 { return moment }
            moment = Timestamp(milliseconds: (moment.milliseconds / 60_000 + 1) * 60_000)
        }
    }

    /// The only conditions of the reference: the quantity is greater than 10, or filled.
    private func holds(_ condition: Condition?, _ order: Int) -> Bool {
        guard case .comparison(let comparison)? = condition else { return true }
        guard let quantity = orders[order].quantity else { return false }
        return comparison.sign == .filled || quantity > 10
    }
}
