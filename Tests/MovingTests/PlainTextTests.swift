import Testing

@testable import Moving

@Suite struct PlainTextTests {
    @Test(arguments: [
        ("просто текст", "просто текст"),
        ("a < b и c > d, [1] и [x]", "a < b и c > d, [1] и [x]"),
        ("[b]Важно[/b]: [url=https://a.test]сайт[/url]", "Важно: сайт (https://a.test)"),
        ("[url]https://a.test[/url]", "https://a.test"),
        ("[USER=5]Анна[/USER], смотри", "Анна, смотри"),
        ("<p>Раз</p><p>Два</p>", "Раз\nДва"),
        ("[list][*]раз[*]два[/list]", "— раз\n— два"),
        ("<a href=\"https://a.test\">тут</a> &amp; &quot;там&quot;", "тут (https://a.test) & \"там\""),
        ("<div style=\"color: red\">Текст</div>", "Текст"),
        ("[", "["), ("<", "<"), ("[b", "[b"),
    ])
    func `marks of editors go, everything else stays`(text: String, plain: String) {
        #expect(PlainText.of(text) == plain)
    }
}
