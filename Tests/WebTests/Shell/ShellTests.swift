import CRM
import Foundation
import Kernel
import Testing
import Web

@Suite struct ShellTests {
    private let library: AssetLibrary

    init() throws {
        library = try AssetLibrary(folders: TestFolders.project)
    }

    @Test(arguments: Gallery.Sample.allCases)
    func `a document is well formed and has no inline script`(sample: Gallery.Sample) throws {
        let html = HTML.page(sample.page, in: Gallery.shell(library.pageAssets, theme: .dark)).description

        try Markup(html).check()
        #expect(html.components(of: "<script").count == html.components(of: "<script defer src=").count + 1)
        #expect(!html.contains(" onclick="))
        #expect(!html.contains("<style"))
        #expect(html.contains("<html lang=\"ru\" data-theme=\"dark\">"))
    }

    @Test func `no id stands twice`() {
        let html = HTML.page(Gallery.components, in: Gallery.shell(library.pageAssets)).description

        let ids = html.components(separatedBy: " id=\"").dropFirst().compactMap { $0.split(separator: "\"").first }
        let repeated = Dictionary(grouping: ids, by: { $0 }).filter { $0.value.count > 1 && $0.key != "c1" }
        #expect(repeated.isEmpty)
    }

    @Test func `the shell speaks the viewer's language`() {
        var shell = Gallery.shell(library.pageAssets)
        shell.language = .english

        let html = HTML.page(Page("Deals", ""), in: shell).description

        #expect(html.contains("lang=\"en\""))
        #expect(html.contains("Sign out"))
        #expect(!html.contains("Выйти"))
    }

    @Test func `an error page says what happened and where to go`() throws {
        let settings = DocumentSettings(language: .russian, theme: .system, csrf: "t", assets: library.pageAssets)

        let html = HTML.errorPage(code: 404, message: "Сделки №9 <нет>", brand: "Пром2Б", settings).description

        try Markup(html).check()
        #expect(html.contains("Сделки №9 &lt;нет&gt;"))
        #expect(html.contains("href=\"/\""))
    }
}
