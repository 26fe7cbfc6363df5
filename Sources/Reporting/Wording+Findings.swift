import GradeModel

extension Wording {
  /// A check's headline, on one line: the mistake if it was found, or else the fault; empty if nothing is to be said.
  static func message(of check: Check) -> String {
    if let finding = check.finding, let words = ending(finding, check.stop) { return words }
    if let diagnosis = check.diagnosis, !diagnosis.sentences.isEmpty {
      return diagnosis.sentences.joined(separator: " ")
    }
    return fault(of: check)
  }

  /// A check's fault, which the numbers show whatever mistake it comes from.
  static func fault(of check: Check) -> String {
    guard let finding = check.finding else { return "" }
    return ending(finding, check.stop) ?? sentence(finding, on: check.quantity, check.divergence, check.outcome)
  }

  /// The sentence on what a stopped run had made of a quantity before; nil if it had made nothing.
  static func before(_ stop: Check.Stop?, on check: Check) -> String? {
    // Tenths, where it is not told how far the run went.
    guard let stop, stop.fullSteps > 0, let finding = check.finding, finding != .hidden else { return nil }
    guard let before = stop.before else {
      return
        "Of \(stop.steps) steps the first \(stop.fullSteps == 1 ? "is" : "\(stop.fullSteps) are") right and counted."
    }
    let steps = stop.fullSteps == 1 ? "the first step" : "the first \(stop.fullSteps) steps"
    return "In \(steps) of \(stop.steps), " + sentence(before, on: check.quantity, check.divergence, .incorrect) + "."
  }

  /// The verdict of a quantity's own equation, if the author's tolerance decides instead.
  static func byEquation(_ finding: Finding, on quantity: String) -> String {
    "By its own equation, \(sentence(finding, on: quantity, nil, .followThrough)); this assignment compares with the expected "
      + "numbers alone, so that earns nothing."
  }

  private static func sentence(
    _ finding: Finding, on quantity: String, _ divergence: Divergence?, _ outcome: Outcome
  ) -> String {
    switch finding {
    case .notReported(let parameter, let resembling, let isBeside):
      return missing(quantity, parameter: parameter, resembling: resembling, besideParameters: isBeside)
    case .unreadable(let property):
      return "\(quantity) is \(property), which cannot be read: it has to be a Tensor, a number or a list of numbers, "
        + "and what each parameter has a Parameters or a dictionary of these"
    case .shape(let series, let yours, let expected):
      if yours.isEmpty {
        return
          "\(series) is a single number, and should have the shape \(expected): it was perhaps never given its value"
      }
      let isTransposed = yours.count > 1 && yours == expected.reversed()
      return "\(series) has the shape \(yours), and should have \(expected)\(isTransposed ? ": it is transposed" : "")"
    case .entries(let series, let yours, let expected):
      return "\(series) has \(yours) entries, and should have \(expected)"
    case .differs: return divergence.map { differs(quantity, $0) } ?? notItsEquation(quantity)
    case .notItsEquation: return notItsEquation(quantity)
    case .nonFinite(let found): return nonFinite(quantity, found, divergence)
    case .changedInPlace:
      return "the \(quantity) that were handed to the program are not what they were: it changes them in place"
    case .notAllowed(let step, let steps):
      return "\(quantity) is not a choice that the rule allows"
        + (step.map { ", first at step \($0) of \(steps)" } ?? "")
    case .implausible(let name, let flaw): return "\(name) \(implausible(flaw))"
    case .tooFewDraws(let name):
      return "\(name) has too few numbers for anything to be said of how they were drawn, so it earns nothing"
    case .withoutChoice(let choice): return "\(quantity) cannot be judged without \(choice), which it depends on"
    case .follows(let sources, let origins):
      let isHere = origins.isEmpty || Set(origins) == Set(sources)
      return "\(quantity) follows rightly from your own \(list(sources))"
        + (isHere ? ", where the mistake is" : "; the mistake is in \(list(origins))")
    case .rightDespite(let sources):
      return "\(quantity) is right, though it does not follow from the \(list(sources)) that you report"
    case .sharesMistake(let other):
      return "\(quantity) is wrong by the same mistake as \(other), in a step between: it costs only once"
    case .followsNotFinite(let found, let origins):
      return
        "\(nonFinite(quantity, found, nil)), which follows rightly from your own \(list(origins)), where the mistake is"
    case .hidesMistakes(let sources):
      return
        "\(quantity) agrees with your own \(list(sources)), but those values would hide a mistake here too, so it earns "
        + "nothing"
    case .uninformative(let source, let why):
      return
        "\(quantity) agrees with your own values, but \(source) \(uninformative(why)): that shows nothing, so it earns "
        + "nothing"
    case .hidden: return hidden(outcome)
    case .crashed, .timedOut, .ended, .gaveUp, .tooFewReports, .notOfTheKit, .unequalRuns, .reportedOnce, .notReached:
      return ending(finding, nil) ?? fallback(.graderError)
    case .notInReference, .referenceNotFinite, .referenceFailed, .cannotBeJudged, .noRule, .hostFault, .notRun:
      return fault(finding, quantity)
    }
  }

  /// The end of a run; nil if the finding is another.
  static func ending(_ finding: Finding, _ stop: Check.Stop?) -> String? {
    // The one step of a layer needs no words.
    let step = stop.flatMap { stop in stop.steps > 1 ? stop.openStep.map { "step \($0) of \(stop.steps)" } : nil }
    switch finding {
    case .crashed(let message): return "the program crashed\(step.map { " in " + $0 } ?? ""): \(message)"
    case .timedOut(let seconds, let processor):
      let clock = seconds == seconds.rounded() ? String(Int(seconds)) : "\(seconds)"
      return
        "the program did not finish within its limit: \(clock) s on the clock, \(processor) s of processor time"
        + (step.map { "; it was in " + $0 } ?? "")
    case .ended(let code):
      return "the program ended itself with code \(code) " + (step.map { "in " + $0 } ?? "before the last step")
    case .gaveUp(let reason): return "the program could not go on\(step.map { " in " + $0 } ?? ""): \(reason)"
    case .tooFewReports(let reported, let steps):
      return "your fit reported \(reported) of \(steps) steps: call report once after each step"
    case .notOfTheKit(let reason): return "the program's answers are not those of GradusKit: \(reason)"
    case .unequalRuns(let series, let step):
      return
        "two runs on the same inputs gave different values, first for \(series) at step \(step): the result may depend "
        + "on the weights, gradients and settings only, not on chance, time or memory that was never set"
    case .reportedOnce(let series): return "of two runs on the same inputs, only one reported \(series)"
    case .notReached(let reason): return reason
    default: return nil
    }
  }

  /// A fault that is not the submission's.
  private static func fault(_ finding: Finding, _ quantity: String) -> String {
    let assignment = "; this is the assignment's fault, not yours"
    switch finding {
    case .notInReference: return "the reference has no quantity '\(quantity)'\(assignment)"
    case .referenceNotFinite(let series): return "the reference for \(series) is not finite in this case\(assignment)"
    case .referenceFailed(let reason): return "the reference could not be computed (\(reason))\(assignment)"
    case .noRule(let choice):
      return "\(choice) is to be chosen by the program, and the reference has no rule for that\(assignment)"
    case .cannotBeJudged:
      return "the reference could not be evaluated on the values of \(quantity); this is the grader's fault, not yours"
    case .hostFault(let reason): return hostFault(reason)
    case .notRun: return hostFault("The case was not run.")
    default: return fallback(.graderError)
    }
  }

  static func hostFault(_ reason: String) -> String { "\(reason) This is not the submission's fault." }

  // MARK: Parts

  static func differs(_ quantity: String, _ divergence: Divergence) -> String {
    let name = divergence.parameter.isEmpty ? quantity : "\(quantity)/\(divergence.parameter)"
    return differs(
      series: name, step: divergence.step, steps: divergence.steps, differing: divergence.differing,
      count: divergence.count)
  }

  private static func notItsEquation(_ quantity: String) -> String {
    "\(quantity) is not what its equation gives on your own values"
  }

  private static func missing(
    _ quantity: String, parameter: String, resembling name: String?, besideParameters isBeside: Bool
  ) -> String {
    let owner = parameter.isEmpty ? "" : " for the parameter \(parameter)"
    let property = PartName.own(quantity)
    if let name { return "\(quantity) is not reported\(owner): call your '\(name)' \(property)" }
    let kind =
      !parameter.isEmpty ? " of the type Parameters" : isBeside ? " of the type Double, [Double] or Tensor" : ""
    return "\(quantity) is not reported\(owner): keep it in a property named \(property)\(kind)"
  }

  private static func nonFinite(_ quantity: String, _ found: Finding.NonFinite, _ divergence: Divergence?) -> String {
    let name = found.parameter.isEmpty ? quantity : "\(quantity)/\(found.parameter)"
    let what = found.value.isNaN ? "NaN, not a number" : "infinite"
    let origin = found.source.map { "; it comes from \($0)" } ?? found.cause.map { ": \(cause($0))" } ?? ""
    let place = found.step == 0 ? "the start" : "step \(found.step)"
    let when =
      switch found.extent {
      case .thisStep: "at \(place)"
      case .onwards: "from \(place) on"
      case .someLater: "first at \(place)"
      }
    // The elements that are listed below it may be finite.
    let isListed = divergence.map { $0.step == found.step && $0.parameter == found.parameter } ?? false
    let hasFinite = isListed && divergence?.elements.contains { $0.yours.isFinite } ?? false
    return "\(name) is \(what)\(hasFinite ? " in some elements" : ""), \(when)\(origin)"
  }

  private static func cause(_ cause: Finding.NonFinite.Cause) -> String {
    switch cause {
    case .zeroOverZero: "0/0"
    case .divisionByZero: "a division by 0"
    case .negativeRoot: "the root of a negative number"
    case .logarithm: "the logarithm of 0 or of a negative number"
    case .overflow: "a number too large for Double"
    }
  }

  private static func uninformative(_ why: Finding.Uninformative) -> String {
    switch why {
    case .frozen: "stays the same from step 2 on"
    case .independent: "comes out the same whatever the inputs are"
    case .backSolved(let result): "has been worked out backwards from \(result)"
    case .unanswered: "is not computed like this in one more run, on other inputs"
    }
  }

  /// The outcome of a hidden case, in words that no submission can choose.
  private static func hidden(_ outcome: Outcome) -> String {
    switch outcome {
    case .crashed: "the program crashed in a hidden case"
    case .timedOut: "the program did not finish a hidden case in time"
    case .tampered: "the program's answers in a hidden case are not those of GradusKit"
    case .missing: "the quantity is not reported in a hidden case"
    case .nondeterministic: "two runs of a hidden case gave different values"
    case .followThrough: "the quantity follows rightly from wrong ones in a hidden case"
    case .unproven: "the quantity agrees in a hidden case with wrong values that show nothing, so it earns nothing"
    case .skipped: "the quantity could not be judged in a hidden case"
    case .notBuilt: "there is no program that a hidden case could run"
    case .unreadable: "the submission cannot be opened, so no hidden case was run"
    case .correct, .incorrect, .graderError: "the quantity is not right in a hidden case"
    }
  }

  private static func implausible(_ flaw: Finding.Flaw) -> String {
    let chance = "so far off is chance less than once in 10⁹"
    return switch flaw {
    case .support(let value): "holds \(value), which is not among the numbers that it may hold"
    case .mean(let mean, let expected):
      "has the mean \(mean.decimal(4)), and should have \(expected.decimal(4)): \(chance)"
    case .spread(let spread, let expected):
      "has the standard deviation \(spread.decimal(4)), and should have \(expected.decimal(4)): \(chance)"
    case .distribution(let distance):
      "is distributed otherwise than asked: the two distribution functions are \(distance.decimal(3)) apart, which is "
        + "chance less than once in 10⁹"
    case .repeated(let step, let before): "is the same at step \(step) as at step \(before), and should be drawn anew"
    case .repeatedRow(let row, let before):
      "has the same numbers in row \(row) as in row \(before), counted from 1: each number should be drawn for itself"
    case .repeatedColumn(let column, let before):
      "has the same numbers in column \(column) as in column \(before), counted from 1: each number should be drawn for "
        + "itself"
    case .rate(let share, let expected):
      "drops \((share * 100).decimal(3)) %, and should drop \((expected * 100).decimal(3)) %: \(chance)"
    case .twice(let position, let epoch):
      "takes \(Int(position)) twice in epoch \(epoch), where every example should come once"
    case .countedFromOne: "counts the examples from 1, and they should be counted from 0"
    case .unshuffled: "takes the examples in their own order: it does not shuffle them"
    case .shuffledOnce(let epoch): "has in epoch \(epoch) the order of the epoch before: it should shuffle anew"
    case .repeatedEpoch(let epoch): "has in epoch \(epoch) the order of one before: it should shuffle anew"
    case .keepsTogether(let order):
      "takes examples together that were together in \(name(order)), more than chance does once in 10⁹: every order "
        + "should be as likely"
    case .keepsPlaces(let order):
      "takes examples at places that follow from \(name(order)), more than chance does once in 10⁹: every order should "
        + "be as likely"
    case .keepsSequence(let order):
      "takes examples after those that they come after in \(name(order)), more than chance does once in 10⁹: every "
        + "order should be as likely"
    case .keepsBatches(let order):
      "leaves examples in the batch that they have in \(name(order)), or moves them out of it, more than chance does once "
        + "in 10⁹: every order should be as likely"
    case .ownOrder(let epoch): "takes the examples in their own order in epoch \(epoch): it should shuffle anew"
    case .sameExchange(every: 1):
      "makes the order of every epoch from the one before by the same exchange of places, as a generator that is made anew "
        + "in each epoch does too: every order should be as likely"
    case .sameExchange(let period):
      "makes the order of an epoch from the one before by an exchange of places that comes again every \(period) epochs: "
        + "every order should be as likely"
    case .fixedExample(let example, let batch, let times, let epochs):
      "\(batch.map { "has example \(example) in batch \($0)" } ?? "leaves out example \(example)") in \(times) of "
        + "\(epochs) epochs (examples counted from 0, batches from 1): every order should be as likely"
    case .companions(let first, let second, let times, let epochs):
      "has the examples \(first) and \(second) (counted from 0) in one batch in \(times) of \(epochs) epochs: every order "
        + "should be as likely"
    case .balanced(let halves):
      "has as many \(halves == .parity ? "even as odd examples" : "examples of the first half as of the second") in a "
        + "batch, more evenly than chance does once in 10⁹: every order should be as likely"
    case .regular:
      "takes examples at equal distances, or the ones beside those of another batch: every order should be as likely"
    case .brokenOff: "cannot be judged: in a longer run, on other inputs, the program breaks off"
    }
  }

  private static func name(_ order: Finding.Flaw.Order) -> String {
    switch order {
    case .own: "their own order"
    case .epochBefore: "the epoch before"
    case .twoBefore: "the epoch before the last"
    }
  }

  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
