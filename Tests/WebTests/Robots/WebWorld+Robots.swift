import Automation
import CRM
// Foundation for reading forms out of pages.
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing
import Web

extension WebWorld {
    func active(_ pipeline: String) async throws -> PipelineAutomation {
        try await services.portal.read { [store = services.automation] in try #require(try store.active(pipeline, in: $0)) }
    }

    func robots(_ pipeline: String, _ stage: String) async throws -> [RobotSetting] {
        try #require(try await active(pipeline)[stage: stage]?.robots)
    }

    /// What the administrator, or somebody else, is editing.
    func draft(_ pipeline: String, of user: UserID? = nil) async throws -> AutomationDraft? {
        let user = user ?? people.administrator
        return try await services.portal.read { [store = services.automation] in try store.draft(of: pipeline, by: user, in: $0) }
    }

    /// A second administrator.
    func administrator(_ login: String) async throws -> UserID {
        try await services.portal.perform(as: .system) { command in
            let profile = UserProfile(firstName: "Olga", lastName: "Second")
            let user = NewUser(login: "\(login)@prom2b.test", profile: profile, isAdministrator: true)
            return try UserStore.insert(user, passwordHash: nil, in: command)
        }
    }

    /// Keeps a draft for the administrator in which a robot at any depth inserts a field that was deleted since.
    func spoilInside(_ pipeline: String, _ id: String) async throws {
        var body = try await active(pipeline)
        let place = try #require(body.stages.firstIndex { $0.block(id) != nil })
        guard case .robot(var robot)? = body.stages[place].block(id) else {
            Issue.record("no robot \(id)")
            return
        }
        robot.parameters["text"] = "{=Document:UF_CRM_DELETED}"
        try body.stages[place].replace(id, with: .robot(robot))
        try await keep(body, of: pipeline)
    }

    /// Keeps a draft of the administrator's.
    func keep(_ body: PipelineAutomation, of pipeline: String) async throws {
        let user = people.administrator
        try await services.portal.perform(as: .system) { [store = services.automation] command in
            try store.keepDraft(body, base: 1, of: pipeline, by: user, in: command.transaction, at: command.now)
        }
    }

    /// Keeps a draft for the administrator whose first robot inserts a field that was deleted since.
    func spoil(_ pipeline: String, stage: String) async throws {
        var body = try await active(pipeline)
        let place = try #require(body.stages.firstIndex { $0.stage == stage })
        var robot = try #require(body.stages[place].robots?.first)
        robot.parameters["text"] = "{=Document:UF_CRM_DELETED}"
        body.stages[place].process[0] = .robot(robot)
        try await keep(body, of: pipeline)
    }
}

extension Browser {
    /// Opens a dialog and sends back exactly what it shows, as a browser would.
    func applyUntouched(_ address: String) async throws {
        let page = try await get(address)
        #expect(page.status == 200, "\(address)")
        let form = try #require(page.text.firstMatch(of: /(?s)<form[^>]*class="robot-form".*?<\/form>/)).output
        let sent = SentForm(String(form)).pairs + [("csrf", csrf)]
        let body = sent.map { "\(percentEncoded($0.0))=\(percentEncoded($0.1))" }.joined(separator: "&")
        let answer = try await send(
            .post, address, headers: [.contentType: "application/x-www-form-urlencoded"], body: Array(body.utf8))
        #expect(answer.location != nil, "\(address): \(answer.status)")
    }
}

/// What a browser sends of a form's markup.
struct SentForm {
    private(set) var pairs: [(String, String)] = []

    init(_ markup: String) {
        let plain = markup.replacing(/(?s)<template.*?<\/template>/, with: "")
        for match in plain.matches(of: /(?s)<input([^>]*)>|<select([^>]*)>(.*?)<\/select>|<textarea([^>]*)>\n(.*?)<\/textarea>/) {
            if let attributes = match.output.1 { take(input: String(attributes)) }
            if let attributes = match.output.2 { take(select: String(attributes), String(match.output.3 ?? "")) }
            if let attributes = match.output.4, let name = attribute("name", String(attributes)) {
                pairs.append((name, decoded(String(match.output.5 ?? ""))))
            }
        }
    }

    private mutating func take(input attributes: String) {
        guard let name = attribute("name", attributes), name != "csrf" else { return }
        let type = attribute("type", attributes)
        if type == "checkbox" || type == "radio", !attributes.contains(" checked") { return }
        pairs.append((name, attribute("value", attributes) ?? ""))
    }

    private mutating func take(select attributes: String, _ options: String) {
        guard let name = attribute("name", attributes) else { return }
        let all = options.matches(of: /<option([^>]*)>/).map { String($0.output.1) }
        let chosen = all.filter { $0.contains(" selected") }
        if attributes.contains(" multiple") {
            pairs += chosen.map { (name, attribute("value", $0) ?? "") }
        } else if let one = chosen.first ?? all.first {
            pairs.append((name, attribute("value", one) ?? ""))
        }
    }

    private func attribute(_ name: String, _ markup: String) -> String? {
        guard let start = markup.range(of: " \(name)=\"") else { return nil }
        return decoded(String(markup[start.upperBound...].prefix { $0 != "\"" }))
    }

    private func decoded(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
