import Automation
import CRM
import Foundation
import Kernel
import Robots
import TestSupport
import Testing

/// Catalogues and folders say the same, and stored names never change.
@Suite struct CatalogueTests {
    @Test func `every robot and trigger file is in the catalogue`() async throws {
        let world = try await Prom2BWorld.make()
        let catalog = world.assembly.automation.catalog
        let robots = try SourceTree.swiftFiles(under: "Sources/Robots/Robots").filter { $0.text.contains(": Robot {") }
        let triggers = try SourceTree.swiftFiles(under: "Sources/Robots/Triggers").filter { $0.text.contains(": Trigger {") }
        // One file may stand for several kinds: an item of each type.
        #expect(robots.count == Set(catalog.robots.map { String(describing: type(of: $0)) }).count)
        #expect(triggers.count == catalog.triggers.count)
    }

    @Test func `stored kinds are what they have always been`() async throws {
        let world = try await Prom2BWorld.make()
        let catalog = world.assembly.automation.catalog
        #expect(
            catalog.robots.map(\.kind.rawValue).sorted() == [
                "acquaint", "add_comment", "add_history", "add_product", "approve", "calculate", "change_original_stage", "change_pipeline", "change_responsible",
                "change_stage", "choose_employee", "complete_tasks", "control", "convert_lead", "copy_deal", "create_company",
                "create_contact", "create_deal", "create_lead", "create_task", "delete_item", "modify_company", "modify_contact",
                "modify_item", "notify", "outgoing_webhook", "plan_call", "plan_meeting", "plan_todo", "remove_products",
                "request_activity", "request_information", "send_mail", "send_sms", "set_variable", "social_message", "start_process", "stop_process",
            ])
        #expect(
            catalog.triggers.map(\.kind).sorted() == [
                "activity_completed", "field_changed", "field_filled", "incoming_call", "incoming_mail", "missed_call", "outgoing_call",
                "outgoing_mail", "payment_registered", "responsible_changed", "task_overdue", "task_status", "web_form", "webhook",
            ])
    }

    @Test func `every deed of a scenario is in its catalogue, under the name it has always had`() async throws {
        let world = try await Prom2BWorld.make()
        let deeds = world.simulator().deeds
        let files = try SourceTree.swiftFiles(under: "Sources/Robots/Simulation/Deeds").filter { $0.text.contains(": Deed {") }

        #expect(Set(deeds.map { "\(type(of: $0)).swift" }) == Set(files.map(\.name)))
        #expect(
            deeds.map(\.kind).sorted() == [
                "activity_done", "approved", "field_filled", "incoming_call", "incoming_mail", "missed_call", "payment", "rejected",
                "request_answered", "stage_moved", "task_done",
            ])
    }

    @Test func `every title is there in both languages`() async throws {
        let world = try await Prom2BWorld.make()
        let catalog = world.assembly.automation.catalog
        var texts: [Text] = []
        texts += catalog.groups.map(\.title)
        for robot in catalog.robots { texts += [robot.title] + robot.parameters.map(\.title) }
        for trigger in catalog.triggers { texts += [trigger.title] + trigger.parameters.map(\.title) }
        for entity in EntityType.allCases { texts += FieldRegistry.system.fields(of: entity).map(\.title) }
        for text in texts {
            #expect(!text.russian.isEmpty && !text.english.isEmpty, "\(text)")
        }
    }
}
