import Kernel

enum ServerIdentityTexts {
    static let noCertificate = Text(
        ru: "Сертификат {path} не прочитан или не подходит к ключу. Укажите файл PEM: сертификат портала, за ним промежуточные.",
        en: "The certificate {path} cannot be read or does not fit the key. Name a PEM file: the portal's certificate, then its chain.")
    static let noPrivateKey = Text(
        ru: "Ключ {path} не прочитан. Укажите файл PEM с закрытым ключом без пароля.",
        en: "The key {path} cannot be read. Name a PEM file with the private key, without a passphrase.")
    static let halfIdentity = Text(
        ru: "Для https нужны оба параметра: --tls-cert и --tls-key.", en: "https needs both options: --tls-cert and --tls-key.")
}
