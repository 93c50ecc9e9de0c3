import Automation
import CRM
import Kernel
import Robots

/// The robots screen of a pipeline with 300 robots: looking, configuring, checking and saving, over HTTP.
struct RobotsBench {
    struct Result {
        let robots: Int
        /// Milliseconds of the whole answer: the active robots, those being configured, saving a change.
        var looking = Samples()
        var configuring = Samples()
        var saving = Samples()
        /// Bytes of the screen in configuration, not compressed.
        var bytes = 0
        /// Milliseconds of the check alone, in process, without what it knows of the portal.
        var checking = Samples()
    }

    static let pipeline = "DEAL:0"
    static let robots = 300

    let site: BenchSite
    let preset: String
    let rounds: Int

    func measure() async throws -> Result {
        let bench = try await BenchPortal.open(site)
        let people = try await bench.found(preset: preset)
        let (body, outlines) = try await publish(bench, by: people[0])
        let cookie = try await bench.signIn(people[0])
        var result = Result(robots: body.stages.flatMap(\.process).count)
        for _ in 0..<rounds {
            let start = ContinuousClock.now
            _ = bench.assembly.automation.check(body, of: Self.pipeline, among: outlines)
            result.checking.add((ContinuousClock.now - start).inMilliseconds)
        }
        try await bench.close()
        let server = try ServerProcess(data: site.folder, preset: preset)
        defer { server.stop() }
        try ask(server.port, cookie, stages: body.stages.map(\.stage), into: &result)
        return result
    }

    /// Every round moves a robot to another column and saves that: one more version.
    private func ask(_ port: Int, _ cookie: String, stages: [String], into result: inout Result) throws {
        let client = try BlockingHTTPClient(port: port, cookie: cookie)
        let csrf = percentEncoded(try HTTPLoad.csrf(cookie, port))
        let address = "/automation/\(Self.pipeline)"
        for _ in 0..<5 { try expect(200, client.get(address), address) }
        for round in 0..<rounds {
            result.looking.add(try timed { try expect(200, client.get(address), address) })
            try client.post("\(address)/robots/move", form: "csrf=\(csrf)&item=bench_0&list=\(stages[(round + 1) % 2])&position=1")
            try expect(303, client.receive(), "a move of a robot")
            result.configuring.add(try timed { try expect(200, client.get(address + "?edit=1"), address) })
            result.saving.add(
                try timed {
                    try client.post("\(address)/publish", form: "csrf=\(csrf)&note=bench")
                    try expect(303, client.receive(), "saving")
                })
        }
        result.bytes = try client.get(address, gzip: false).body.count
    }

    private func timed(_ body: () throws -> Void) throws -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start).inMilliseconds
    }

    private func expect(_ status: Int, _ answer: BlockingHTTPClient.Answer, _ what: String) throws {
        guard answer.status == status else {
            throw Failure(.unavailable, Text(verbatim: "bench: \(what) is answered with status \(answer.status)"))
        }
    }

    // MARK: 300 robots

    private func publish(_ bench: BenchPortal, by person: UserID) async throws -> (PipelineAutomation, [PipelineOutline]) {
        try await bench.portal.perform(as: .system) { [assembly = bench.assembly] command in
            let outlines = try assembly.pipelines.all(in: command.transaction).outlines
            guard let outline = outlines.first(where: { $0.name == Self.pipeline }) else {
                throw Failure(.notFound, Text(verbatim: "bench: no pipeline \(Self.pipeline)"))
            }
            let body = Self.automation(on: Array(outline.stages.prefix(6)))
            try assembly.automation.publish(
                body, to: Self.pipeline, among: outlines, by: person, in: command.transaction, at: command.now)
            return (body, outlines)
        }
    }

    /// Robots of the usual kinds, dealt out to the stages; every third has a condition, every fourth waits.
    private static func automation(on stages: [String]) -> PipelineAutomation {
        var body = PipelineAutomation(stages: stages.map { StageAutomation(stage: $0) })
        for number in 0..<robots { body.stages[number % stages.count].process.append(.robot(robot(number))) }
        return body
    }

    private static func robot(_ number: Int) -> RobotSetting {
        let text = JSONValue.string(BenchTexts.robot)
        let (kind, parameters): (RobotKind, [String: JSONValue]) =
            switch number % 5 {
            case 0: ("create_task", ["subject": text, "responsible": ["constant:Clerk"], "deadline": Timing(amount: 2, unit: .days).json])
            case 1: ("notify", ["to": ["responsible", "supervisor"], "text": text])
            case 2: ("plan_call", ["subject": text, "responsible": ["responsible"]])
            case 3: ("modify_item", ["fields": ["COMMENTS": text]])
            default: ("social_message", ["to": ["constant:Consultant"], "text": text])
            }
        let condition = number % 3 == 0 ? Condition.comparison(Comparison("{=Document:OPPORTUNITY}", .greater, "100000")) : nil
        let timing = number % 4 == 0 ? Timing(amount: number % 9 + 1, unit: .hours, workingTimeOnly: true) : .afterPreviousRobot
        return RobotSetting(
            id: "bench_\(number)", kind: kind, title: "\(BenchTexts.robotTitle) \(number)", timing: timing, condition: condition, parameters: parameters)
    }
}
