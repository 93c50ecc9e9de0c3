import Kernel

enum NodeTexts {
    static let single = Text(
        ru: "Портал на встроенной базе: узел один. Несколько узлов работают на PostgreSQL (--database postgres://…).",
        en: "The portal is on the embedded database: it has one node. Several nodes need PostgreSQL (--database postgres://…).")
    static let none = Text(ru: "Ни один узел ещё не запускался.", en: "No node has been started yet.")
    static let heads = [
        Text(ru: "узел", en: "node"), Text(ru: "запущен", en: "started"), Text(ru: "отклик", en: "last heard"),
        Text(ru: "состояние", en: "state"),
    ]
    static let running = Text(ru: "работает", en: "running")
    static let silent = Text(ru: "молчит {seconds} с", en: "silent for {seconds} s")
    static let stopped = Text(ru: "остановлен", en: "stopped")
}
