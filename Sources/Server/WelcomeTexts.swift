import Kernel

/// What the terminal says when the portal is up.
enum Welcome {
    static func show(address: String, isFirstStart: Bool, hasDemo: Bool) {
        let next =
            if hasDemo { WelcomeTexts.demo } else if isFirstStart { WelcomeTexts.firstRun } else { WelcomeTexts.signIn }
        FileHandleOutput.standardOutput.write(
            """

              Prom2B  \(address)

              \(next.russian)
              \(next.english)


            """)
    }
}

enum WelcomeTexts {
    /// The unit of the demonstration's goods.
    static let piece = Text(ru: "шт", en: "pcs")
    static let noSecretKey = Text(
        ru: "Не удалось создать {path}. Проверьте права на папку или задайте PROM2B_SECRET_KEY.",
        en: "Could not make {path}. Check the rights of the folder, or set PROM2B_SECRET_KEY.")
    static let firstRun = Text(
        ru: "Откройте адрес: создайте администратора и пройдите «Готовность портала».",
        en: "Open the address: make the administrator and go through “Portal readiness”.")
    static let demo = Text(
        ru: "Демонстрационная компания. Вход: \(DemonstrationCompany.login), пароль: \(DemonstrationCompany.password)",
        en: "Demonstration company. Sign in: \(DemonstrationCompany.login), password: \(DemonstrationCompany.password)")
    static let signIn = Text(ru: "Откройте адрес и войдите. Остановить: Ctrl+C.", en: "Open the address and sign in. Stop: Ctrl+C.")
}
