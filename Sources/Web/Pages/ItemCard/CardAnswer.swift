import CRM
import HTTPTypes
import Hummingbird
import Kernel

/// How the actions of a card answer.
extension PageRequest {
    /// After a change: the card as it is now for script, a redirect to it for a plain form.
    func answerCard(_ id: DocumentID, notice: Text? = nil, composer: ComposerState = ComposerState()) async throws
        -> PageResponse
    {
        guard let entity = id.entity else { throw Failure(.notFound, HTTPTexts.unknownPage) }
        let tab = cardTab(entity)
        if !wantsPart, composer.error == nil {
            return .redirect(id.cardAddress + (tab == .general ? "" : "?tab=\(tab.rawValue)"), notice: notice)
        }
        let model = try await CardModel.load(self, id, tab: composer.error == nil ? tab : .general)
        let status: HTTPResponse.Status = composer.error == nil ? .ok : .unprocessableContent
        guard wantsPart else { return CardView(model, composer).page(status: status) }
        let toast: HTML? = notice.map { .toast(Toast($0[language]), language) }
        return .fragment("\(CardView(model, composer).html)\(toast)", status: status)
    }

    /// A refusal beside nothing: a toast for script, the error page for a plain form.
    func refusing(_ body: () async throws -> PageResponse) async throws -> PageResponse {
        do {
            return try await body()
        } catch let failure as Failure where wantsPart {
            return .over(.toast(Toast(failure.message[language], tone: .danger), language), status: failure.code.status)
        }
    }
}

extension PageResponse {
    /// A dialog or toast for script to lay over the page, whatever the form's own target is.
    static func over(_ html: HTML, status: HTTPResponse.Status = .ok) -> PageResponse {
        var response = Response.html(html, status)
        response.headers[.init("HX-Retarget")!] = "body"
        response.headers[.init("HX-Reswap")!] = "beforeend"
        return .raw(response)
    }
}
