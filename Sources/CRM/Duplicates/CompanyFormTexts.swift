/// Legal forms of companies as people write them before or after the name.
enum CompanyForms {
    static let all: Set<String> = ["ооо", "оао", "зао", "ао", "пао", "ип", "тоо", "llc", "ltd", "inc", "gmbh"]
}
