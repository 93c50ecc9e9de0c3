import Automation
import CRM
import Kernel
import Robots
import Storage
import TestSupport
import Testing

/// Robots that change the item, its client and its products, and make new items.
@Suite struct ItemRobotTests {
    @Test func `a comment stands in the timeline in somebody's name, a history entry in the robot's`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting("add_comment", ["text": "Offer for {=Document:TITLE}", "from": ["responsible"]]),
            RobotSetting("add_history", ["text": "Counted {=Document:OPPORTUNITY > printable}"]))

        let comments = try await world.portal.read { try Comment.list(of: .item(deal), in: $0) }
        #expect(comments.map(\.text) == ["Offer for Compressors"] && comments[0].author == world.people.manager)
        let lines = try await world.portal.read { try TimelineStore.page(of: deal, in: $0) }
        let note = try #require(lines.first { $0.line.kind == "note" })
        #expect(note.line.data["text"]?.printable.hasPrefix("Counted 5") == true)
        #expect(note.actor.isAutomatic)
    }

    @Test func `a deal goes over to another pipeline, and its process ends there`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting("change_pipeline", ["target": ["pipeline": "DEAL:1", "stage": "C1:SHIPPING"]]),
            RobotSetting("add_comment", ["text": "Never written"]))

        let item = try await world.item(deal)
        #expect(item.pipeline?.automationName == "DEAL:1" && item.stage == "C1:SHIPPING")
        #expect(try await world.portal.read { try Comment.list(of: .item(deal), in: $0) }.isEmpty)
    }

    @Test func `products come from the catalogue or are written, and go again`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.act(world.people.administrator) { command in
            _ = try ProductStore.save(Product(name: "Filter", unit: "pcs", price: Money(minorUnits: 10_000), taxRate: 2000), command)
        }
        let deal = try await world.run(
            RobotSetting("add_product", id: "a", ["name": "Filter", "quantity": "=1+2", "discount": 10]),
            RobotSetting("add_product", id: "b", ["name": "Delivery", "price": "1 250,50"]),
            RobotSetting("add_product", id: "c", ["name": "Nonsense", "price": 1]),
            RobotSetting("remove_products", ["name": "nonsense"]))

        let rows = try await world.portal.read { [items = world.items] in try items.products(of: deal, in: $0) }
        #expect(rows.map(\.name) == ["Filter", "Delivery"])
        #expect(rows[0].quantity == 3000 && rows[0].discount == .percent(1000) && rows[0].unit == "pcs" && rows[0].sum == 27_000)
        #expect(rows[1].price == 125_050)
        #expect(try await world.item(deal).amount == Money(minorUnits: 152_050))
    }

    @Test func `a product without a price that nobody knows stops the robot`() async throws {
        let world = try await Prom2BWorld.make()
        _ = try await world.run(RobotSetting("add_product", ["name": "Unheard of"]))
        #expect(try await world.incidents().first?.message.english.contains("“Unheard of” is not in the catalogue") == true)
    }

    @Test func `a new deal has the client of the old one and what its fields say`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting(
                "create_deal",
                [
                    "target": ["pipeline": "DEAL:1"], "responsible": ["constant:Purchaser"],
                    "fields": ["TITLE": "Service for {=Document:TITLE}", "OPPORTUNITY": "={=Document:OPPORTUNITY}/10"], "links": true,
                ]),
            RobotSetting("add_comment", ["text": "Made {=create_deal:Id}"]))

        let comment = try #require(try await world.portal.read { try Comment.list(of: .item(deal), in: $0).first })
        let number = try #require(Int64(comment.text.dropFirst(5)))
        let made = try await world.item(DocumentID(.deal, number))
        #expect(made.title == "Service for Compressors" && made.responsible == world.people.purchaser)
        #expect(made.contact == (try await world.item(deal).contact) && made.pipeline?.automationName == "DEAL:1")
        #expect(made.amount == Money(minorUnits: 50_000))
    }

    @Test func `a new company is linked, then changed through the item`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(
            RobotSetting("create_company", ["fields": ["TITLE": "Client Ltd"], "links": true]),
            RobotSetting("modify_company", ["fields": ["TITLE": "{=Document:COMPANY.TITLE}, a client"]]),
            RobotSetting("modify_contact", ["fields": ["LAST_NAME": "Petrov"]]))

        let item = try await world.item(deal)
        #expect(try await world.item(try #require(item.company)).title == "Client Ltd, a client")
        #expect(try await world.item(try #require(item.contact)).value("LAST_NAME") == .string("Petrov"))
    }

    @Test func `robots that create deals in each other's way are stopped by the count of generations`() async throws {
        let world = try await Prom2BWorld.make()
        try await world.automate([
            RobotSetting(
                "create_deal", ["target": ["pipeline": "DEAL:0", "stage": "QUOTE"], "fields": ["TITLE": "One more"], "links": false])
        ])
        let deal = try await world.deal()
        try await world.move(deal, to: "QUOTE")
        try await world.pass(until: Prom2BWorld.friday + .minutes(10))

        let count = try await world.portal.read { try $0.count("select count(*) from deals") }
        #expect((3...12).contains(count))
    }

    @Test func `a deleted item's process ends`() async throws {
        let world = try await Prom2BWorld.make()
        let deal = try await world.run(RobotSetting("delete_item"), RobotSetting("add_comment", ["text": "Never"]))
        #expect(try await world.item(deal).isDeleted)
        #expect(try await world.portal.read { try Comment.list(of: .item(deal), in: $0) }.isEmpty)
        #expect(try await world.incidents().isEmpty)
    }
}
