import CRM
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("+7 495 123-45-67", "+74951234567"), ("8 (495) 123-45-67", "+74951234567"), ("495 123 45 67", "+74951234567"),
        ("7 495 123 45 67", "+74951234567"), ("8-916-123-45-67", "+79161234567"), ("+380 44 123 45 67", "+380441234567"),
        ("8 10 44 20 7946 0958", "+442079460958"), ("00 49 30 123456", "+4930123456"), ("375 29 123-45-67", "+375291234567"),
        ("+1 (212) 555-0100", "+12125550100"), ("1234", "1234"), ("123-45-67", "1234567"), ("102", "102"),
        ("8\u{00A0}800\u{00A0}555\u{2011}35\u{2011}35", "+78005553535"), ("8 495 123-45-67 доб. 12", "+74951234567"),
        ("+7 495 1234567 ext 5", "+74951234567"), ("84951234567#3", "+74951234567"),
    ])
    func `a number is understood by Russian habits`(_ written: String, _ normalized: String) {
        #expect(PhoneNumber(written)?.normalized == normalized)
    }

    @Test(arguments: ["", "12", "abc", "тел", "+", "1234567890123456", "call 123"])
    func `what is no number is refused`(_ text: String) {
        #expect(PhoneNumber(text) == nil)
    }

    @Test func `an extension is kept apart`() {
        #expect(PhoneNumber("8 495 123-45-67 доб. 12")?.numberExtension == "12")
        #expect(PhoneNumber("8 495 123-45-67")?.numberExtension == nil)
    }

    @Test(arguments: [("Ivan@Example.RU", "ivan@example.ru"), (" a.b+c@d.co ", "a.b+c@d.co"), ("Ivan <i@x.ru>", "i@x.ru")])
    func `an address is compared in lower case`(_ written: String, _ normalized: String) {
        #expect(EmailAddress(written)?.normalized == normalized)
    }

    @Test(arguments: ["", "a", "@b.ru", "a@b", "a@@b.ru", "a b@c.ru", "a@.ru", "a@b..ru", "a@b.ru,c@d.ru", "a@b.ru."])
    func `what is no address is refused`(_ text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(arguments: [
        ("ООО «Ромашка»", "ромашка, ООО"), ("ООО \"Ромашка\"", "Ромашка ооо"), ("АО  Весёлый  Роджер", "АО «Веселый роджер»"),
    ])
    func `two spellings of a company are one`(_ first: String, _ second: String) {
        #expect(DuplicateFinder.titleKey(first) == DuplicateFinder.titleKey(second))
    }

    @Test(arguments: [("ООО Ромашка", "АО Ромашка"), ("Ромашка", "Ромашка плюс"), ("ООО", "АО")])
    func `two companies stay two`(_ first: String, _ second: String) {
        #expect(DuplicateFinder.titleKey(first) != DuplicateFinder.titleKey(second))
    }
}
