import CRM
import HTTPTypes
import Kernel

/// What people change about themselves: names, contacts, language, theme, password, sessions.
enum ProfilePage {
    static let routes: [Route] = [
        .get("/profile") { try await show($0, Attempt($0)) },
        .post("/profile") { page in try await page.attempt { try await save(page) } again: { try await show(page, $0) } },
        .post("/profile/password") { page in
            try await page.attempt { try await changePassword(page) } again: { try await show(page, $0) }
        },
        .post("/profile/photo", bodyLimit: 12 << 20) { page in
            try await page.attempt { try await changePhoto(page) } again: { try await show(page, $0) }
        },
        .post("/profile/theme") { try await changeTheme($0) },
        .post("/profile/language") { try await changeLanguage($0) },
        .post("/profile/sessions/end") { try await endOthers($0) },
        .post("/profile/sessions/:id/end") { try await end($0) },
    ]

    private static func visitor(_ page: PageRequest) throws -> Visitor {
        guard let visitor = page.visitor else { throw Failure(.unauthenticated, HTTPTexts.signIn) }
        return visitor
    }

    private static func show(_ page: PageRequest, _ attempt: Attempt) async throws -> PageResponse {
        let visitor = try visitor(page)
        let now = page.now
        let sessions = try await page.services.portal.read { try SessionStore.sessions(of: visitor.user.id, at: now, in: $0) }
        let view = ProfileView(
            visitor: visitor, sessions: sessions, attempt: attempt, csrf: page.csrf, zones: try TimeZoneRules.identifiers(),
            writer: page.dates, now: now)
        var content = Page(SettingsSection.profile.title[page.language], view.html)
        content.layout = .narrow
        return .page(content, status: attempt.status)
    }

    // MARK: Changes

    private static func save(_ page: PageRequest) async throws -> PageResponse {
        let user = try visitor(page).user
        var profile = PersonForm.profile(page.form, over: user.profile)
        profile.language = page.form["language"].flatMap(Language.init) ?? profile.language
        profile.theme = page.form["theme"].flatMap(Theme.init) ?? profile.theme
        profile.timeZone = page.form.text("TIME_ZONE")
        let changed = profile
        try await page.services.portal.perform(as: page.actor) { try UserStore.change(user.id, to: changed, in: $0) }
        return .redirect("/profile", notice: SettingsPageTexts.saved)
    }

    private static func changePassword(_ page: PageRequest) async throws -> PageResponse {
        let visitor = try visitor(page)
        try await page.services.accounts.changePassword(
            of: visitor.user.id, from: page.form["CURRENT_PASSWORD"] ?? "", to: page.form["PASSWORD"] ?? "", keeping: visitor.session.id)
        return .redirect("/profile", notice: ProfileTexts.changed)
    }

    private static func changePhoto(_ page: PageRequest) async throws -> PageResponse {
        let user = try visitor(page).user
        let photo = page.upload("PHOTO")?.file.id
        guard photo != nil || page.form.flag("remove") else { throw Failure(.invalid, ProfileTexts.choosePhoto, field: "PHOTO") }
        try await page.services.portal.perform(as: page.actor) { try UserStore.change(user.id, photo: photo, in: $0) }
        return .redirect("/profile", notice: ProfileTexts.photoSaved)
    }

    private static func changeTheme(_ page: PageRequest) async throws -> PageResponse {
        let user = try visitor(page).user
        let theme = page.form["theme"].flatMap(Theme.init) ?? .system
        try await page.services.portal.perform(as: page.actor) {
            try UserStore.change(user.id, language: user.profile.language, theme: theme, in: $0)
        }
        return page.isFragment ? .done : .redirect(cameFrom(page))
    }

    private static func changeLanguage(_ page: PageRequest) async throws -> PageResponse {
        let user = try visitor(page).user
        let language = page.form["language"].flatMap(Language.init) ?? user.profile.language
        try await page.services.portal.perform(as: page.actor) {
            try UserStore.change(user.id, language: language, theme: user.profile.theme, in: $0)
        }
        return .redirect(cameFrom(page))
    }

    private static func end(_ page: PageRequest) async throws -> PageResponse {
        let id: SessionID = try page.id()
        let user = try page.viewer.user
        try await page.services.portal.perform(as: page.actor) { try SessionStore.end(id, of: user, in: $0) }
        return .redirect("/profile", notice: ProfileTexts.ended)
    }

    private static func endOthers(_ page: PageRequest) async throws -> PageResponse {
        let visitor = try visitor(page)
        try await page.services.portal.perform(as: page.actor) {
            try SessionStore.endAll(of: visitor.user.id, except: visitor.session.id, in: $0)
        }
        return .redirect("/profile", notice: ProfileTexts.allEnded)
    }

    /// The page from which a switch was pressed, only inside the portal.
    private static func cameFrom(_ page: PageRequest) -> String {
        guard let referer = page.headers[.init("Referer")!] else { return "/profile" }
        let own = [page.services.publicAddress?.origin] + ["http://", "https://"].map { scheme in page.authority.map { scheme + $0 } }
        for origin in own.compactMap(\.self) where referer.hasPrefix(origin + "/") {
            return returnAddress(String(referer.dropFirst(origin.count)), else: "/profile")
        }
        return "/profile"
    }
}
