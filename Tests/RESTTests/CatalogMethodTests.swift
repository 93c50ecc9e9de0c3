import CRM
import Kernel
import TestSupport
import Testing

@testable import REST

@Suite struct CatalogMethodTests {
    @Test func `a product is added, read, listed, changed and deleted in the older spelling`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let section = try await client.call("crm.productsection.add", ["fields": ["NAME": "Насосы", "XML_ID": "s-1"]]).result
        let measure = try #require(try await client.call("crm.measure.list", ["filter": ["CODE": 166]]).result[0]?["ID"])
        let vat = try #require(try await client.call("crm.vat.list", ["filter": ["RATE": 20]]).result[0]?["ID"])
        let id = try await client.call("crm.product.add", [
            "fields": [
                "NAME": "Насос Н-1", "PRICE": "12500.50", "CURRENCY_ID": "RUB", "SECTION_ID": section, "XML_ID": "1c-77", "CODE": "nasos-1",
                "MEASURE": measure, "VAT_ID": vat, "VAT_INCLUDED": "Y", "DESCRIPTION": "Чугунный", "SORT": 10, "PROPERTY_1": ["value": "A-100"],
            ]
        ]).result
        #expect(id.int != nil)
        let product = try await client.call("crm.product.get", ["id": id]).result
        #expect(product["ID"] == .string(id.scalarText!) && product["NAME"] == "Насос Н-1" && product["PRICE"] == "12500.50")
        #expect(product["SECTION_ID"] == .string(section.scalarText!) && product["XML_ID"] == "1c-77" && product["CODE"] == "nasos-1")
        #expect(product["MEASURE"] == measure && product["VAT_ID"] == vat && product["VAT_INCLUDED"] == "Y" && product["ACTIVE"] == "Y")
        #expect(product["DATE_CREATE"] == "2026-11-20T17:40:00+03:00" && product["SORT"] == "10" && product["CURRENCY_ID"] == "RUB")
        #expect(product["PROPERTY_1"]?["value"] == "A-100" && product["DESCRIPTION"] == "Чугунный")
        // People see it, with unit and rate as text.
        let stored = try await world.portal.read { try ProductStore.product(try #require(id.int), in: $0) }
        #expect(stored.unit == "кг" && stored.taxRate == 2000 && stored.article == "A-100")

        for number in 1...55 {
            _ = try await client.call("crm.product.add", ["fields": ["NAME": .string("Шланг \(number)"), "PRICE": .int(Int64(number))]])
        }
        let first = try await client.call("crm.product.list", ["order": ["ID": "DESC"], "select": ["ID", "NAME"], "filter": ["%NAME": "шланг"]])
        #expect((first.total, first.next, first.result.elements.count) == (55, 50, 50))
        #expect(first.result[0]?.object?.keys == ["ID", "NAME"] && first.result[0]?["NAME"] == "Шланг 55")
        func found(_ filter: JSONValue) async throws -> [JSONValue?] {
            try await client.call("crm.product.list", ["filter": filter]).result.elements.map { $0["NAME"] }
        }
        #expect(try await found(["XML_ID": "1c-77"]) == ["Насос Н-1"])
        #expect(try await found(["SECTION_ID": section]) == ["Насос Н-1"])
        #expect(try await found([">PRICE": "54.5", "!NAME": "Насос Н-1"]) == ["Шланг 55"])
        #expect(try await found(["PROPERTY_1": "A-100"]) == ["Насос Н-1"])
        #expect(try await found(["VAT_ID": vat, "MEASURE": measure]) == ["Насос Н-1"])
        #expect(try await found(["@ID": [id]]) == ["Насос Н-1"])

        #expect(try await client.call("crm.product.update", ["id": id, "fields": ["PRICE": 99, "ACTIVE": "N", "VAT_ID": ""]]).result == true)
        let changed = try await client.call("crm.product.get", ["id": id]).result
        #expect(changed["PRICE"] == "99.00" && changed["ACTIVE"] == "N" && changed["NAME"] == "Насос Н-1" && changed["PROPERTY_1"]?["value"] == "A-100")
        #expect(try await client.call("crm.product.delete", ["id": id]).result == true)
        #expect(try await client.refusal("crm.product.get", ["id": id]).description == "Product is not found")
        #expect(try await client.call("crm.product.fields").result["NAME"]?["isRequired"] == true)
    }

    @Test func `wrong products are refused with words`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        for fields in [
            ["PRICE": 1], ["NAME": "x", "PRICE": "дорого"], ["NAME": "x", "CURRENCY_ID": "USD", "PRICE": 1], ["NAME": "x", "SECTION_ID": 999],
            ["NAME": "x", "MEASURE": 999], ["NAME": "x", "VAT_ID": 999], ["NAME": "x", "PRICE": -5],
        ] as [JSONValue] {
            let reply = try await client.refusal("crm.product.add", ["fields": fields])
            #expect(reply.status == 400 && !reply.description.isEmpty, "\(fields.text)")
        }
        let manager = try await world.client(of: world.people.manager)
        #expect(try await manager.refusal("crm.product.add", ["fields": ["NAME": "x"]]).description.hasPrefix("Access denied"))
        #expect(try await manager.call("crm.product.list").status == 200)
        let narrow = try await world.client(of: world.people.administrator, scopes: [.crm])
        #expect(try await narrow.refusal("catalog.product.list").error == "insufficient_scope")
    }

    @Test func `the newer spelling gives a product, then its price`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let catalog = try #require(try await client.call("catalog.catalog.list").result["catalogs"]?[0]?["iblockId"])
        let section = try await client.call("catalog.section.add", ["fields": ["iblockId": catalog, "name": "Трубы"]]).result["section"]?["id"]
        let inner = try await client.call("catalog.section.add", ["fields": ["iblockId": catalog, "name": "ПНД", "iblockSectionId": section!]]).result["section"]
        #expect(inner?["iblockSectionId"] == section && inner?["name"] == "ПНД")
        let added = try await client.call("catalog.product.add", [
            "fields": ["iblockId": catalog, "name": "Труба 32", "iblockSectionId": inner!["id"]!, "xmlId": "t-32", "detailText": "Бухта 100 м", "vatIncluded": "Y"]
        ]).result["element"]
        let id = try #require(added?["id"])
        #expect(id.int != nil && added?["iblockId"] == catalog && added?["xmlId"] == "t-32" && added?["active"] == "Y" && added?["vatIncluded"] == "Y")
        let type = try #require(try await client.call("catalog.priceType.list").result["priceTypes"]?[0]?["id"])
        let price = try await client.call("catalog.price.add", ["fields": ["productId": id, "catalogGroupId": type, "price": 80.5, "currency": "RUB"]]).result["price"]
        #expect(price?["price"] == 80.5 && price?["productId"] == id)
        _ = try await client.call("catalog.price.update", ["id": price!["id"]!, "fields": ["price": 81]])
        #expect(try await client.call("catalog.price.list", ["filter": ["productId": id]]).result["prices"]?.elements.map { $0["price"] } == [81])
        let list = try await client.call("catalog.product.list", [
            "select": ["id", "iblockId", "name"], "filter": ["iblockId": catalog, "iblockSectionId": inner!["id"]!], "order": ["id": "asc"],
        ])
        #expect(list.total == 1 && list.result["products"] == [["iblockId": catalog, "id": id, "name": "Труба 32"]])
        #expect(try await client.call("catalog.product.update", ["id": id, "fields": ["name": "Труба 40"]]).result["element"]?["name"] == "Труба 40")
        #expect(try await client.call("catalog.product.getFieldsByFilter", ["filter": ["iblockId": catalog]]).result["product"]?["name"]?["isRequired"] == true)
        // A section that goes leaves its products to the one above.
        #expect(try await client.call("catalog.section.delete", ["id": inner!["id"]!]).result == true)
        #expect(try await client.call("catalog.product.get", ["id": id]).result["product"]?["iblockSectionId"] == section)
        #expect(try await client.call("catalog.product.delete", ["id": id]).result == true)
        #expect(try await client.refusal("catalog.product.get", ["id": id]).error == "200040300000")
        for name in ["catalog", "priceType", "store"] {
            #expect(try await client.refusal("catalog.\(name).add", ["fields": ["name": "x"]]).error == "0", "\(name)")
        }
        #expect(try await client.call("catalog.store.list").result["stores"] == [])
    }

    @Test func `units and rates are dictionaries of both spellings`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        let unit = try await client.call("catalog.measure.add", ["fields": ["code": 55, "measureTitle": "Квадратный метр", "symbol": "м²", "isDefault": "Y"]]).result["measure"]
        #expect(unit?["symbol"] == "м²" && unit?["isDefault"] == "Y")
        let all = try await client.call("crm.measure.list").result.elements
        #expect(all.filter { $0["IS_DEFAULT"] == "Y" }.map { $0["SYMBOL_RUS"] } == ["м²"])
        let product = try await client.call("crm.product.add", ["fields": ["NAME": "Плитка"]]).result
        #expect(try await client.call("crm.product.get", ["id": product]).result["MEASURE"]?.number == unit?["id"]?.number)
        #expect(try await client.refusal("crm.measure.add", ["fields": ["CODE": 55, "MEASURE_TITLE": "Ещё", "SYMBOL_RUS": "е"]]).status == 400)
        #expect(try await client.refusal("catalog.measure.delete", ["id": unit!["id"]!]).status == 400)
        let rate = try await client.call("crm.vat.add", ["fields": ["NAME": "НДС 18 %", "RATE": "18.00"]]).result
        #expect(try await client.call("crm.vat.get", ["id": rate]).result["RATE"] == "18.00")
        #expect(try await client.call("catalog.vat.list", ["filter": ["rate": 18]]).result["vats"]?[0]?["name"] == "НДС 18 %")
        #expect(try await client.call("crm.vat.update", ["id": rate, "fields": ["ACTIVE": "N"]]).result == true)
        #expect(try await client.call("catalog.vat.get", ["id": rate]).result["vat"]?["active"] == "N")
        #expect(try await client.call("crm.vat.delete", ["id": rate]).result == true)
        #expect(try await client.refusal("crm.vat.get", ["id": rate]).description == "Not found")
    }

    @Test func `sections stand within sections, never within themselves`() async throws {
        let world = try await RESTWorld.make()
        let client = world.administrator
        func add(_ name: String, in parent: JSONValue? = nil) async throws -> JSONValue {
            var fields = JSONObject.of(["NAME": .string(name)])
            fields["SECTION_ID"] = parent
            return try await client.call("crm.productsection.add", ["fields": .object(fields)]).result
        }
        let top = try await add("Вода")
        let middle = try await add("Насосы", in: top)
        let leaf = try await add("Погружные", in: middle)
        #expect(try await client.refusal("crm.productsection.update", ["id": top, "fields": ["SECTION_ID": leaf]]).status == 400)
        #expect(try await client.call("crm.productsection.list", ["filter": ["SECTION_ID": middle]]).result.elements.map { $0["ID"]?.number } == [leaf.number])
        _ = try await client.call("crm.productsection.delete", ["id": middle])
        #expect(try await client.call("crm.productsection.get", ["id": leaf]).result["SECTION_ID"]?.number == top.number)
    }
}
