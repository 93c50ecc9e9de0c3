package enum AvatarSize: String, Sendable {
    case small
    case normal
    case large
    case huge
}

extension HTML {
    /// A person's picture, or the initials on a colour that stays with the id.
    package static func avatar(name: String, id: Int64, image: String? = nil, size: AvatarSize = .normal) -> HTML {
        let sizeClass = size == .normal ? nil : "avatar-" + size.rawValue
        if let image {
            return "<img\(classes: "avatar", sizeClass) src=\"\(url: image)\" alt=\"\(name)\" title=\"\(name)\" loading=\"lazy\">"
        }
        return """
            <span\(classes: "avatar", sizeClass, "tint-\(id.magnitude % 12)") role="img" aria-label="\(name)" title="\(name)">\
            \(initials(of: name))</span>
            """
    }

    /// A small avatar with the name beside it; a link when there is an address.
    package static func person(name: String, id: Int64, image: String? = nil, address: String? = nil) -> HTML {
        let content: HTML = "\(.avatar(name: name, id: id, image: image))<span class=\"clip\">\(name)</span>"
        guard let address else { return "<span class=\"person\">\(content)</span>" }
        return "<a class=\"person\" href=\"\(url: address)\">\(content)</a>"
    }

    /// «Иван Петров» → «ИП»; «root» → «R».
    static func initials(of name: String) -> String {
        String(name.split(separator: " ").prefix(2).compactMap(\.first)).uppercased()
    }
}
