import Kernel

package enum SecretTexts {
    static let badKey = Text(
        ru: "PROM2B_SECRET_KEY (или файл secret.key) должен содержать 32 байта в base64. Создать: head -c 32 /dev/urandom | base64",
        en: "PROM2B_SECRET_KEY (or the file secret.key) must hold 32 bytes in base64. To make one: head -c 32 /dev/urandom | base64")
    static let otherKey = Text(
        ru: "Секрет зашифрован другим ключом портала. Верните прежний PROM2B_SECRET_KEY или файл secret.key либо выпустите новый секрет.",
        en: "The secret was sealed with another key of the portal. Bring back the former PROM2B_SECRET_KEY or the file secret.key, or issue a new secret.")
    static let damaged = Text(
        ru: "Секрет повреждён. Выпустите новый.", en: "The secret is damaged. Issue a new one.")
}
