// Every sentence about a faulty manifest. No other file words them.

extension ManifestError: CustomStringConvertible {
  /// A line for each problem, `assignment.yaml:12: cases.steps: expected …, found …`.
  package var description: String {
    problems.map { problem in
      let place = problem.path.isEmpty ? "" : "\(problem.path): "
      return "\(file):\(problem.line): \(place)\(problem.fault)"
    }.joined(separator: "\n")
  }
}

extension ManifestProblem.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notText: "expected UTF-8 text, found other bytes"
    case .notYAML(let words): "expected YAML, but the parser says: \(words)"
    case .tab: "expected spaces, found a tab: YAML is indented with spaces only"
    case .empty: "expected an assignment's keys (title, recipe, …), found an empty file"
    case .expected(let expectation, let found): "expected \(expectation), found \(found)"
    case .unknownKey(let key, let nearest, let known):
      "unknown key '\(key)'" + suggestion(nearest, known, "the keys here are")
    case .missingKey(let key, let expectation): "the key '\(key)' is missing: expected \(expectation)"
    case .duplicateKey(let key): "the key '\(key)' is given more than once"
    case .unknownName(let kind, let name, let nearest, let known):
      "unknown \(kind.noun) '\(name)'\(kind.scope)" + suggestion(nearest, known, "known are")
    case .notHandedIn(let recipe, let obstacle):
      "expected a recipe that a submission can implement, found '\(recipe)': \(obstacle.words)"
    case .otherProtocol(let name, let recipe, let expected):
      "expected '\(expected)', the protocol of the recipe '\(recipe)', found '\(name)'; the key may be left out"
    case .duplicateCase(let id, let line):
      "expected an id of its own, found '\(id)', the id of the case on line \(line)"
    case .duplicatePart(let id, let line):
      "expected an id of its own, found '\(id)', the id of the part on line \(line)"
    case .keyOfParts(let key): "expected '\(key)' in each part, found it beside 'parts'"
    case .keyOfWhole("parts"): "expected parts without parts of their own, found 'parts' in a part"
    case .keyOfWhole(let key): "expected '\(key)' beside 'parts', where it holds for all of them, found it in a part"
    case .wrongCount(.learningRates, let expected, let found):
      "expected \(expected) rates, one for each step, found \(found)"
    case .tooManyNumbers(let limit): "expected at most \(limit) numbers in all steps of a case, found more"
    case .nothingToEarn: "expected points for at least one quantity, found only 0"
    case .notToBeChosen(let name, let choosable):
      "expected an input that a program can choose, found '\(name)'; "
        + (choosable.isEmpty ? "this recipe has none" : "it can choose \(choosable.joined(separator: ", "))")
    case .givenIsGraded(let quantity):
      "expected what a program computes or chooses, found '\(quantity)', which it is given: write 'chosen: true' in every "
        + "case, or leave it out"
    case .answerIsGraded(let question, let quantity):
      "expected no answer to what is graded, found '\(question)', the answer to the quantity '\(quantity)'"
    case .impossiblePoints(let expected, let atLeast):
      "expected at least \(plain(atLeast)) points, what the quantities outside 'fails' are worth,"
        + " found \(plain(expected))"
    case .fullMarksDespite(let quantities):
      "expected fewer points, found 'full' although \(quantities.joined(separator: ", ")) fails"
    case .sampleWithoutFile(let name):
      "expected the submission '\(name)' (a folder or a .swift file), found nothing there"
    case .hiddenToldMore(let hidden, let open):
      "expected no more about hidden cases than about public ones, found '\(hidden)' beside '\(open)'"
    case .contradiction(let contradiction): "\(contradiction.sentence)"
    case .changeOfClocks(let time, let zone, let isTwice):
      "expected a time that the clocks of \(zone) show once, found '\(time)', which they show "
        + (isTwice ? "twice: write its offset from UTC" : "never: they go forward then")
    case .fileWithoutSample(let name): "expected an entry for the shipped submission '\(name)', found none"
    }
  }

  private func suggestion(_ nearest: String?, _ known: [String], _ introduction: String) -> String {
    if let nearest { return "; did you mean '\(nearest)'?" }
    return known.isEmpty ? "; none is allowed here" : "; \(introduction) \(known.joined(separator: ", "))"
  }
}

extension ManifestProblem.Expectation: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text: "text"
    case .identifier: "a name of letters, digits, '-' and '_' that starts with a letter"
    case .typeName: "the name of a Swift type"
    case .mapping(let what): "\(what), one 'name: value' a line"
    case .list(let what): "a list of \(what)"
    case .wholeNumberWithin(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .wholeNumber(let least): "a whole number of at least \(least)"
    case .number: "a number"
    case .numberWithin(let range): "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
    case .numberAbove(let bound): "a number above \(plain(bound))"
    case .numberAtLeast(let bound): "a number of at least \(plain(bound))"
    case .fraction: "a number from 0 up to, but not including, 1"
    case .share: "a number from 0 to 1"
    case .instant:
      "an instant with its offset from UTC, such as 2026-01-31T23:59:59+01:00, or without it beside a 'timezone'"
    case .zone: "a time zone such as Europe/Zurich, or an offset from UTC such as +01:00"
    case .duration: "a number of minutes, hours or days, such as 24 h"
    case .interval(.exponents): "two powers of ten, the lower one first, between -100 and 100"
    case .interval(.magnitudes): "two positive numbers, the lower one first"
    case .interval(.range): "two numbers, the lower one first"
    case .points(let total): "'full', 'nothing' or a number from 0 to \(plain(total))"
    case .learningRates: "a list of rates or 'drop: {at: STEP, factor: NUMBER}'"
    case .nameOf(let kind): "the name of a \(kind.noun)\(kind.scope)"
    case .value(let what): "a value that is \(what)"
    case .single(let what): "\(what)"
    }
  }
}

extension ManifestProblem.Found: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nothing: "nothing"
    case .text(let text): "the text '\(text)'"
    case .number(let number): "the number \(number)"
    case .boolean(let boolean): "the truth value \(boolean)"
    case .list: "a list"
    case .mapping: "a mapping"
    case .interval(let low, let high): "\(plain(low)) and \(plain(high))"
    }
  }
}

extension ManifestProblem.Obstacle {
  package var words: String {
    switch self {
    case .notGiven(let kind, let names):
      "a program of the kind '\(kind)' works on \(names.joined(separator: " or ")), which the recipe does not have"
    case .nothingReturned(let kind, let names):
      "a program of the kind '\(kind)' returns \(names.joined(separator: " or ")), which the recipe does not work out"
    }
  }
}

extension ManifestProblem.NameKind {
  fileprivate var noun: String {
    switch self {
    case .recipe: "recipe"
    case .convention: "convention"
    case .setting: "setting"
    case .quantity: "quantity"
    case .gradedQuantity: "graded quantity"
    case .gradientDistribution: "distribution of gradients"
    case .input: "input"
    case .inputDistribution: "distribution of an input"
    case .parameter: "parameter"
    case .weightDistribution: "distribution of weights"
    case .ending: "ending"
    case .module: "module"
    case .question: "question"
    case .level: "level of feedback"
    case .counting: "attempt that counts"
    case .format: "floating-point format"
    }
  }

  /// The owner of these names; empty for names that the format itself defines.
  fileprivate var scope: String {
    switch self {
    case .convention(let recipe), .setting(let recipe), .parameter(let recipe): " of '\(recipe)'"
    case .quantity(let recipe, let convention), .input(let recipe, let convention):
      " of '\(recipe)' in its convention '\(convention)'"
    case .recipe, .gradedQuantity, .gradientDistribution, .weightDistribution, .inputDistribution,
      .ending, .module, .question, .level,
      .counting, .format:
      ""
    }
  }
}

/// A number as an author would write it: `3`, not `3.0`.
private func plain(_ number: Double) -> String {
  number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
}
