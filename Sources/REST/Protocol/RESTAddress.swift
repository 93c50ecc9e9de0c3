import Kernel

/// The address of a call: `/rest/1/secret/crm.deal.list.json`, `/rest/crm.deal.list` with a token among the parameters.
struct RESTAddress: Equatable {
    enum Form: Equatable { case json, xml }

    /// The person and secret of an incoming webhook; nil when the call brings a token.
    let webhook: Webhook?
    /// In lower case, since clients write it as they like.
    let method: String
    let form: Form

    struct Webhook: Equatable {
        let user: UserID
        let secret: String
    }

    /// Nil for a path that is no call of this API, such as the newer `/rest/api/…`.
    init?(path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map { percentDecoded($0) }
        guard parts.count >= 3, parts[0].isEmpty, parts[1] == "rest" else { return nil }
        parts.removeFirst(2)
        if parts.last == "" { parts.removeLast() }
        switch parts.count {
        case 1: webhook = nil
        case 3:
            guard let user = UserID(parts[0]) else { return nil }
            webhook = Webhook(user: user, secret: parts[1])
        default: return nil
        }
        var name = parts[parts.count - 1].lowercased()
        if name.hasSuffix(".json") {
            name.removeLast(5)
            form = .json
        } else if name.hasSuffix(".xml") {
            name.removeLast(4)
            form = .xml
        } else {
            form = .json
        }
        method = name
    }
}
