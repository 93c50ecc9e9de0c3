import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

@testable import REST

/// Processes beside the stages, started and watched by programs.
@Suite struct WorkflowMethodTests {
    private func publish(_ world: RESTWorld) async throws {
        try await world.portal.perform(as: .system, .interactive) { [assembly = world.company.assembly] command in
            let named = NamedProcess(
                title: "Согласование скидки",
                parameters: [
                    NamedProcess.Parameter(code: "percent", title: "Процент", kind: .number, isRequired: true),
                    NamedProcess.Parameter(code: "who", title: "Кто", kind: .user),
                ])
            let body = PipelineAutomation(stages: [
                StageAutomation(
                    stage: "@discount",
                    process: [
                        .robot(RobotSetting(id: "note", kind: "add_comment", title: "Note", parameters: ["text": "{=Template:percent} %"])),
                        .delay(id: "pause", title: "", Timing(amount: 1, unit: .days)),
                    ], named: named)
            ])
            try assembly.automation.publish(body, to: "DEAL:0", among: [], by: nil, in: command.transaction, at: command.now)
        }
    }

    @Test func `a program lists templates, starts one, sees it run and stops it`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        try await publish(world)
        let list = try await client.call("bizproc.workflow.template.list", ["FILTER": ["NAME": "Согласование скидки"]])
        #expect(list.total == 1)
        let template = try #require(list.result[0])
        #expect(template["DOCUMENT_TYPE"] == ["crm", "CCrmDocumentDeal", "DEAL"] && template["AUTO_EXECUTE"] == "0")
        #expect(template["PARAMETERS"]?["percent"] == ["Name": "Процент", "Type": "double", "Required": "Y", "Multiple": "N"])
        let number = try #require(template["ID"])
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let document: JSONValue = ["crm", "CCrmDocumentDeal", .string("DEAL_\(deal.scalarText ?? "")")]
        let start: JSONValue = ["TEMPLATE_ID": number, "DOCUMENT_ID": document, "PARAMETERS": ["percent": "10", "who": "user_1"]]
        let run = try #require(try await client.call("bizproc.workflow.start", start).result.string)
        #expect(try await world.portal.read { try $0.query("select body from comments") { $0.text(0) } } == ["10 %"])
        let instances = try await client.call("bizproc.workflow.instances", ["SELECT": ["ID", "DOCUMENT_ID", "TEMPLATE_ID", "STARTED_BY"]])
        #expect(instances.result == [["ID": .string(run), "DOCUMENT_ID": document[2] ?? .null, "STARTED_BY": .string(world.people.administrator.description), "TEMPLATE_ID": number]])
        let missing: JSONValue = ["TEMPLATE_ID": number, "DOCUMENT_ID": document]
        #expect(try await client.refusal("bizproc.workflow.start", missing).error == "ERROR_WRONG_WORKFLOW_ID")
        #expect(try await client.refusal("bizproc.workflow.start", ["TEMPLATE_ID": 999, "DOCUMENT_ID": document]).error == "ERROR_WRONG_WORKFLOW_ID")
        let lead = try await client.call("crm.lead.add", ["fields": ["TITLE": "x"]]).result
        let elsewhere: JSONValue = ["TEMPLATE_ID": number, "DOCUMENT_ID": ["crm", "CCrmDocumentLead", .string("LEAD_\(lead.scalarText ?? "")")]]
        #expect(try await client.refusal("bizproc.workflow.start", elsewhere).status == 400)
        let clerk = try await world.client(of: world.people.clerk)
        #expect(try await clerk.refusal("bizproc.workflow.instances").error == "ACCESS_DENIED")
        #expect(try await client.call("bizproc.workflow.terminate", ["ID": .string(run), "STATUS": "Передумали"]).result == true)
        #expect(try await client.call("bizproc.workflow.instances").total == 0)
        #expect(try await client.refusal("bizproc.workflow.kill", ["ID": .string(run)]).error == "ERROR_WRONG_WORKFLOW_ID")
    }

    @Test func `a template is renamed, told when to start, and deleted; its drawing cannot be sent`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        try await publish(world)
        let number = try #require(try await client.call("bizproc.workflow.template.list").result[0]?["ID"])
        // It has a parameter that must be given: nobody gives it when it starts by itself.
        let automatic: JSONValue = ["ID": number, "FIELDS": ["AUTO_EXECUTE": 1]]
        #expect(try await client.refusal("bizproc.workflow.template.update", automatic).error == "ERROR_TEMPLATE_VALIDATION_FAILURE")
        #expect(try await client.call("bizproc.workflow.template.update", ["ID": number, "FIELDS": ["NAME": "Скидка"]]).result == 1)
        let changed = try await client.call("bizproc.workflow.template.list", ["SELECT": ["ID", "NAME", "AUTO_EXECUTE"]]).result
        #expect(changed == [["ID": number, "AUTO_EXECUTE": "0", "NAME": "Скидка"]], "the number stays")
        let drawn: JSONValue = ["ID": number, "FIELDS": ["TEMPLATE_DATA": ["a.bpt", "AAAA"]]]
        #expect(try await client.refusal("bizproc.workflow.template.update", drawn).error == "ERROR_TEMPLATE_VALIDATION_FAILURE")
        #expect(try await client.refusal("bizproc.workflow.template.add", ["NAME": "x"]).error == "ERROR_TEMPLATE_VALIDATION_FAILURE")
        #expect(try await client.call("bizproc.workflow.template.delete", ["ID": number]).result == .null)
        #expect(try await client.call("bizproc.workflow.template.list").total == 0)
        #expect(try await client.refusal("bizproc.workflow.template.delete", ["ID": number]).error == "ERROR_TEMPLATE_NOT_FOUND")
    }
}
