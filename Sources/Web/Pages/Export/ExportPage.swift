import CRM
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Storage

/// Lists as downloads: `/deals/export?format=xlsx` with the filter, order and columns of the list.
enum ExportPage {
    enum Format: String, CaseIterable {
        case xlsx, csv
    }

    static let routes: [Route] =
        EntityType.allCases.map { entity in
            .get(entity.listAddress + "/export") { try await items(entity, $0) }
        } + [
            .get("/products/export") { try await products($0) },
            .get("/tasks/export") { try await tasks($0) },
        ]

    private static func items(_ entity: EntityType, _ page: PageRequest) async throws -> PageResponse {
        let viewer = try page.viewer
        let filter = try await ItemSectionPage.filter(entity, page)
        let columns: ExportColumns = page.query["columns"] == "all" ? .all : .chosen(ItemListModel.shown(filter))
        let sort = ItemListModel.sort(filter)
        let (items, now, language) = (page.services.items, page.now, page.language)
        let export = try await page.services.portal.read { reader in
            try Export.items(filter.query, columns, sort: sort, items, for: viewer, now: now, language, in: reader)
        }
        return try await answer(export, name: entity.listAddress.dropFirst(), page)
    }

    private static func products(_ page: PageRequest) async throws -> PageResponse {
        let part = page.query["show"].flatMap(ProductPart.init(rawValue:)) ?? .offered
        let (words, language) = (page.query.text("q") ?? "", page.language)
        let section = page.query.number("section").map { Int64($0) }
        let export = try await page.services.portal.read {
            try Export.products(part, search: words, section: section, language, in: $0)
        }
        return try await answer(export, name: "products", page)
    }

    private static func tasks(_ page: PageRequest) async throws -> PageResponse {
        let filter = TaskFilter(page.query)
        let viewer = try page.viewer
        let (items, language) = (page.services.items, page.language)
        let export = try await page.services.portal.read { reader in
            try Export.tasks(
                filter.query, order: filter.order, items, for: TaskAccess.reading(viewer, in: reader), language, in: reader)
        }
        return try await answer(export, name: "tasks", page)
    }

    private static func answer(_ export: Export, name: some StringProtocol, _ page: PageRequest) async throws -> PageResponse {
        let format = page.query["format"].flatMap(Format.init(rawValue:)) ?? .xlsx
        let portal = page.services.portal
        let day = page.dates.zone.local(page.now).date
        let headers: HTTPFields = [
            .contentType: format.type, .cacheControl: "private, no-store",
            .contentDisposition: "attachment; filename=\"\(name)-\(day).\(format.rawValue)\"",
        ]
        switch format {
        case .csv: return .raw(Response(status: .ok, headers: headers, body: text(export, portal)))
        case .xlsx: return .raw(Response(status: .ok, headers: headers, body: try await workbook(export, portal)))
        }
    }

    /// Goes out while it is read.
    private static func text(_ export: Export, _ portal: Portal) -> ResponseBody {
        ResponseBody { output in
            let writer = CSVTableWriter(headings: export.headings)
            var output = output
            try await export.write(to: writer, portal) { try await output.write(ByteBuffer(bytes: writer.take())) }
            try await output.write(ByteBuffer(bytes: writer.take()))
            try await output.finish(nil)
        }
    }

    /// A workbook is packed when its last row is known: it lies in a file of its own until it is sent.
    private static func workbook(_ export: Export, _ portal: Portal) async throws -> ResponseBody {
        let file = try TemporaryFile()
        let writer = try XLSXWriter(file.path, sheet: export.title, headings: export.headings, folder: TemporaryFile.folder)
        try await export.write(to: writer, portal)
        return ResponseBody { output in
            var output = output
            let next = try file.contents()
            while let piece = try next() { try await output.write(ByteBuffer(bytes: piece)) }
            try await output.finish(nil)
        }
    }
}

extension ExportPage.Format {
    fileprivate var type: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
    }
}

/// The entries of a list's menu that load it down.
enum ExportMenu {
    /// - Parameter address: the export's address with further names set.
    static func items(_ language: Language, hasColumns: Bool, _ address: ([(name: String, value: String?)]) -> String) -> [MenuItem] {
        let formats = [("xlsx", ExportPageTexts.excel), ("csv", ExportPageTexts.csv)]
        func entries(_ columns: String?, _ title: (Text) -> Text) -> [MenuItem] {
            formats.map { format, name in
                .link(
                    title(name)[language], to: address([("format", format), ("columns", columns)]), icon: .download,
                    attributes: " download data-no-progress")
            }
        }
        return entries(nil) { $0 } + (hasColumns ? entries("all") { ExportPageTexts.allFields.with(["export": $0]) } : [])
    }
}
