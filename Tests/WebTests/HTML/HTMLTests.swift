import Kernel
import Testing
import Web

@Suite struct HTMLTests {
    @Test func `an interpolated text is escaped in text and in attributes`() {
        let typed = "<script>alert(\"1\")</script> & 'q'"

        let html: HTML = "<p title=\"\(typed)\">\(typed)</p>"

        let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;q&#39;"
        #expect(html.description == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func `nested HTML is not escaped twice`() {
        let name: HTML = "<b>\("A & B")</b>"

        let html: HTML = "<p>\(name)</p>"

        #expect(html.description == "<p><b>A &amp; B</b></p>")
    }

    @Test func `letters of any alphabet and an empty text pass unchanged`() {
        let html: HTML = "\("Ёж ₽ 👩‍💻 א")|\("")|"

        #expect(html.description == "Ёж ₽ 👩‍💻 א||")
    }

    @Test func `a text takes the viewer's language and is escaped`() {
        let text = Text(ru: "Да & нет", en: "Yes & no")

        let html: HTML = "\(text, .russian) / \(text, .english)"

        #expect(html.description == "Да &amp; нет / Yes &amp; no")
    }

    @Test func `a list is repeated and a missing value leaves nothing`() {
        let missing: String? = nil

        let html: HTML = "\(each: [1, 2], { "<i>\($0)</i>" })\(ifLet: missing, { "<b>\($0)</b>" })\(nil as HTML?)"

        #expect(html.description == "<i>1</i><i>2</i>")
    }

    @Test(arguments: [(true, "yes"), (false, "no")])
    func `a choice renders one branch`(condition: Bool, expected: String) {
        let html: HTML = "\(if: condition, "yes", else: "no")\(if: !condition && condition, "never")"

        #expect(html.description == expected)
    }

    @Test func `attributes are left out when they have no value`() {
        let html: HTML =
            "<a\(attribute: "id", "x\"y")\(attribute: "title", nil as String?)\(attribute: "hidden", if: true)\(attribute: "open", if: false)\(classes: "a", nil, "b")></a>"

        #expect(html.description == "<a id=\"x&quot;y\" hidden class=\"a b\"></a>")
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,<script>", "vbscript:x", ":x",
    ])
    func `an address that could run script is replaced`(address: String) {
        #expect(("<a href=\"\(url: address)\">" as HTML).description == "<a href=\"#\">")
    }

    @Test(arguments: ["/deals/7?a=1", "?page=2", "#top", "https://a.example/x:y", "mailto:a@b.c", "tel:+7", "deals/a:b", ""])
    func `an ordinary address stays`(address: String) {
        #expect(("\(url: address)" as HTML).description == address)
    }

    @Test func `json is escaped for an attribute`() {
        let json: JSONValue = ["stage": .string("a\"<\n"), "n": 5, "on": true, "list": [.null]]

        let html: HTML = "<div hx-vals=\"\(json: json)\">"

        #expect(
            html.description
                == "<div hx-vals=\"{&quot;stage&quot;:&quot;a\\&quot;&lt;\\n&quot;,&quot;n&quot;:5,&quot;on&quot;:true,&quot;list&quot;:[null]}\">"
        )
    }

    @Test func `a query value is percent-encoded byte by byte`() {
        #expect("а b&c/=~".percentEncoded == "%D0%B0%20b%26c%2F%3D~")
    }
}
