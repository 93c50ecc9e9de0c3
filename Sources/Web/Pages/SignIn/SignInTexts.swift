import Kernel

enum SignInTexts {
    static let title = Text(ru: "Вход в портал", en: "Sign in")
    static let login = Text(ru: "Логин (e-mail)", en: "Login (e-mail)")
    static let password = Text(ru: "Пароль", en: "Password")
    static let enter = Text(ru: "Войти", en: "Sign in")
    static let invitation = Text(ru: "Добро пожаловать", en: "Welcome")
    static let newPassword = Text(ru: "Придумайте пароль", en: "Choose a password")
    static let passwordHelp = Text(ru: "Не короче 8 символов.", en: "At least 8 characters.")
    static let deadInvitation = Text(
        ru: "Приглашение недействительно: оно уже использовано или устарело. Попросите администратора прислать новое.",
        en: "The invitation is not valid: it was used or is too old. Ask the administrator for a new one.")
}
