import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

@testable import REST

@Suite struct AutomationMethodTests {
    @Test func `a webhook by code moves the deal that waits for it, and no other code does`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        try await world.automate(TriggerSetting(id: "t", kind: "webhook", title: "Оплачено", parameters: ["code": "paid"]))
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let target = "DEAL_" + (deal.scalarText ?? "")
        func stage() async throws -> JSONValue? { try await client.call("crm.deal.get", ["id": deal]).result["STAGE_ID"] }
        let before = try await stage()
        #expect(try await client.get("crm.automation.trigger/", query: "target=\(target)&code=other").result == true)
        #expect(try await stage() == before)
        #expect(try await client.get("crm.automation.trigger/", query: "target=\(target)&code=paid").result == true)
        #expect(try await stage() == "QUOTE")
        #expect(try await client.refusal("crm.automation.trigger", ["target": "DEAL_99999", "code": "paid"]).error == "OWNER_NOT_FOUND")
    }

    @Test func `a program makes its triggers known`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        try await world.automate(TriggerSetting(id: "t", kind: "webhook", title: "Доставлено", parameters: ["code": "delivered"]))
        let deal = try await client.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result
        let execution: JSONValue = ["CODE": "delivered", "OWNER_TYPE_ID": 2, "OWNER_ID": deal]
        #expect(try await client.post("crm.automation.trigger.execute", execution).status == 400)
        #expect(try await client.call("crm.automation.trigger.add", ["CODE": "delivered", "NAME": "Доставлено"]).result == true)
        #expect(try await client.call("crm.automation.trigger.list").result == [["NAME": "Доставлено", "CODE": "delivered"]])
        #expect(try await client.call("crm.automation.trigger.execute", execution).result == true)
        #expect(try await client.call("crm.deal.get", ["id": deal]).result["STAGE_ID"] == "QUOTE")
        let clerk = try await world.client(of: world.people.clerk)
        #expect(try await clerk.post("crm.automation.trigger.add", ["CODE": "x", "NAME": "x"]).status == 400)
        #expect(try await client.call("crm.automation.trigger.delete", ["CODE": "delivered"]).result == true)
        #expect(try await client.call("crm.automation.trigger.list").result == [])
    }

    @Test func `assignments are listed, answered and handed over`() async throws {
        let world = try await RESTWorld.make()
        let people = world.people
        let deal = DocumentID(.deal, try #require(try await world.administrator.call("crm.deal.add", ["fields": ["TITLE": "Насосы"]]).result.int))
        let id = try await world.portal.perform(as: .system) { command in
            try Assignment.ask(
                AssignmentDraft(.approval, item: deal, title: "Скидка 10 %", people: [people.manager, people.head], robotKey: "k"), in: command)
        }
        let manager = try await world.client(of: people.manager)
        let list = try await manager.call("bizproc.task.list", ["FILTER": ["STATUS": 0]])
        #expect(list.total == 1)
        #expect(list.result[0]?["ID"] == .string(id.description) && list.result[0]?["NAME"] == "Скидка 10 %" && list.result[0]?["USER_STATUS"] == "0")
        #expect(list.result[0]?["DOCUMENT_ID"] == .string("DEAL_\(deal.id)") && list.result[0]?["DOCUMENT_NAME"] == "Насосы")
        #expect(try await world.administrator.call("bizproc.task.list", ["FILTER": ["DOCUMENT_ID": .string("DEAL_\(deal.id)")]]).total == 2)
        #expect(try await manager.call("bizproc.task.complete", ["TASK_ID": .int(id.rawValue), "STATUS": "yes"]).result == true)
        #expect(try await manager.call("bizproc.task.list", ["FILTER": ["USER_STATUS": 1]]).total == 1)
        let handing: JSONValue = ["TASK_IDS": [.int(id.rawValue)], "FROM_USER_ID": .int(people.head.rawValue), "TO_USER_ID": .int(people.lawyer.rawValue)]
        #expect(try await manager.post("bizproc.task.delegate", handing).description == "Access denied.")
        #expect(try await world.administrator.call("bizproc.task.delegate", handing).result == true)
        let lawyer = try await world.client(of: people.lawyer)
        #expect(try await lawyer.call("bizproc.task.complete", ["TASK_ID": .int(id.rawValue), "STATUS": 1]).result == true)
        #expect(try await manager.call("bizproc.task.list").result[0]?["STATUS"] == "1")
        #expect(try await manager.post("bizproc.task.complete", ["TASK_ID": .int(id.rawValue), "STATUS": 1]).status == 400)
    }
}

extension RESTWorld {
    /// The first pipeline of deals has nothing but a trigger that takes to `QUOTE`.
    func automate(_ trigger: TriggerSetting) async throws {
        try await portal.perform(as: .system, .interactive) { [assembly = company.assembly] command in
            let outlines = try assembly.pipelines.all(in: command.transaction).all.map {
                PipelineOutline(name: $0.automationName, stages: $0.stages.map(\.code))
            }
            let body = PipelineAutomation(stages: [StageAutomation(stage: "QUOTE", triggers: [trigger], process: [])])
            try assembly.automation.publish(body, to: "DEAL:0", among: outlines, by: nil, in: command.transaction, at: command.now)
        }
    }
}
