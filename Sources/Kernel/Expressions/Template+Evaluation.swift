extension Template {
    /// The template's value: the raw value of a single insertion or expression, otherwise a text.
    /// - Throws: only what `environment` throws; what is wrong with the template or its values is in `errors`.
    package func evaluate(in environment: any EvaluationEnvironment) throws -> Evaluated {
        guard !source.isEmpty else { return Evaluated(value: .null) }
        if isLiteral { return Evaluated(value: .string(source)) }
        let evaluation = Evaluation(source, in: environment)
        return if let whole { try value(of: whole, evaluation) } else { try text(evaluation) }
    }

    private func value(of piece: Piece, _ evaluation: Evaluation) throws -> Evaluated {
        switch piece {
        case .literal(let text): return Evaluated(value: .string(text))
        case .broken(let error, let shown):
            return Evaluated(value: shown.isEmpty ? .null : .string(shown), errors: [error])
        case .expression(let node):
            do {
                return Evaluated(value: try evaluation.value(of: node))
            } catch let error as ExpressionError {
                return Evaluated(value: .null, errors: [error])
            }
        }
    }

    private func text(_ evaluation: Evaluation) throws -> Evaluated {
        var result = ""
        var errors: [ExpressionError] = []
        for piece in pieces {
            do {
                result += try text(of: piece, evaluation, &errors)
            } catch let error as ExpressionError {
                errors.append(error)
            }
            if result.utf8.count > Evaluation.maximumBytes {
                let error = evaluation.error(.wrongArguments, piece.range, ExpressionTexts.resultTooLarge)
                return Evaluated(value: .null, errors: errors + [error])
            }
        }
        return Evaluated(value: .string(result), errors: errors)
    }

    private func text(of piece: Piece, _ evaluation: Evaluation, _ errors: inout [ExpressionError]) throws -> String {
        switch piece {
        case .literal(let text): return text
        case .expression(let node): return try evaluation.text(of: node, piece.range)
        case .broken(let error, let shown):
            errors.append(error)
            return shown
        }
    }

    /// The template as text for people, whatever it is: what `evaluate` would give as a person or an option is named.
    package func evaluateText(in environment: any EvaluationEnvironment) throws -> (
        text: String, errors: [ExpressionError]
    ) {
        if isLiteral { return (source, []) }
        let evaluated = try text(Evaluation(source, in: environment))
        if case .string(let text) = evaluated.value { return (text, evaluated.errors) }
        return ("", evaluated.errors)
    }
}

extension Template.Piece {
    fileprivate var range: Range<Int> {
        switch self {
        case .expression(.reference(let reference)): reference.range
        case .broken(let error, shown: _): error.range
        case .literal, .expression: 0..<0
        }
    }
}
