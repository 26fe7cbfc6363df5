internal import Equations

extension DiagnosisWording {
  /// The sentence for a program that makes a mistake beside its formulas.
  package func sentence(_ manner: Manner, of quantity: String) -> String {
    Agreement.agreeing(words(manner, quantity), with: quantity)
  }

  private func words(_ manner: Manner, _ quantity: String) -> String {
    switch manner {
    case .countsFaster(let count):
      "The step counter t is raised \(count) times a step, and reads \(count), \(2 * count), \(3 * count), …: it counts steps, so raise it once a step."
    case .countsPerParameter:
      "The step counter t is raised once for each parameter; it counts steps, so raise it once a step."
    case .countsElements:
      "The step counter t is raised once for each element; it counts steps, so raise it once a step."
    case .sharesState(let state):
      "The parameters share one \(state): what one of them leaves there, the next takes for its own. Keep \(state) for each parameter by its name."
    case .usesChanged(let input):
      "\(quantity) is computed with a \(input) that has been changed before: leave \(input) as it was given."
    case .looksAhead:
      "\(quantity) is that of the weights that are reported with it, and belongs to those from before the step: compute it first, then update, then report."
    case .reportsEarly:
      "The weights are reported before the update, and so stand there one step late: update them first, then report."
    // Nothing is known of the first step, which has none before.
    case .reportsLate where isSchedule:
      "From step 2 on, \(quantity) is that of the step before: it comes one step late."
    case .reportsLate:
      "From step 2 on, \(quantity) is that of the step before: it is reported one step late."
    case .reorders(let order):
      "\(quantity) holds the right numbers in \(order == .rising ? "rising" : "falling") order: each belongs at its own place in the list."
    case .chooses(let rule): sentence(rule, quantity)
    case .takesList(let numbers, let list):
      "\(quantity) is worked out with \(isNamesOnly ? "numbers of its own" : AxisWords.list(numbers.map { text(.number($0)) })), whatever the \(list) of the case: take the list that is given."
    case .keepsFirst(let source):
      "\(quantity) is computed at every step with the \(source) of the first step: take the one of this step."
    case .pilesUp(nil):
      "\(quantity) is added to what it was in the steps before: set it to zero at the beginning of every step."
    case .pilesUp(let source?):
      "In the equation of \(quantity), the \(source) of all steps so far are added up: only that of this step belongs there."
    case .pilesUpSum(let node):
      "In the equation of \(quantity), \(isNamesOnly ? "a sum" : "the sum \(text(node))") is never set back to zero: begin it anew at every step."
    case .pilesUpUnseen:
      "The sums that \(quantity) is worked out from are never set back to zero: they still hold those of the steps before, so begin them anew at every step."
    case .pilesUpAlong(_, let source) where isSchedule:
      "In the equation of \(quantity), the \(source) are added up along the list, as if they were lengths: each one stands for itself."
    case .pilesUpAlong(let axis, let source):
      "In the equation of \(quantity), each \(AxisWords.one(axis)) still holds the \(source) of those before it: begin each one's sum at zero."
    case .takesLate(let function, let node):
      "In the equation of \(quantity), \(text(node)) is added up first and \(function == .square ? "the whole is squared: square each one" : "the magnitude of the whole is taken: take that of each one") before it is added."
    case .transposes: "\(quantity) stands with rows and columns exchanged: it is transposed."
    case .misplaces(let slip, let axis, let source): sentence(slip, along: axis, of: source, in: quantity)
    case .indexedBy(let other, let own, let source):
      "In the equation of \(quantity), the index of \(source) counts \(AxisWords.all(other)), and should count \(AxisWords.all(own))."
    case .lays(.strideOne):
      "In the equation of \(quantity), the kernel moves by one place at a time, whatever the stride."
    case .lays(.noPadding):
      "In the equation of \(quantity), the padding is not taken off the positions at which the kernel lies."
    case .lays(.zerosOutside):
      "In the equation of \(quantity), what lies outside counts as zero, and should not count at all."
    case .sometimes(let spot, let edit):
      "\(only(spot)): \(besides(edit).uncapitalized)"
    case .skips(.steps(let steps), .unchanged): sentence(skipping: steps, quantity)
    case .skips(.among(let names, let steps), .unchanged):
      "In \(name(.parameters(names), of: quantity)), "
        + Agreement.agreeing(sentence(skipping: steps, quantity), with: quantity)
    case .skips(.but(.steps(let steps)), .unchanged):
      "\(quantity) changes only \(AxisWords.at(steps)), and stays as it was in between: it belongs into every step."
    case .skips(.elements(let count, let all), let remainder):
      "\(quantity) follows its equation everywhere but in \(count) of \(all) elements, which \(remainder == .zero ? "are zero" : "never change"): see which of them a loop leaves out."
    case .skips(let spot, let remainder):
      "\(quantity) follows its equation everywhere but in \(name(spot, of: quantity)), which \(stays(remainder, spot)): a loop leaves \(isSeveral(spot) ? "them" : "it") out."
    case .single: "\(quantity) looks as if it were computed in single precision: use Double throughout."
    case .singleBeside(let edit):
      "\(sentence(for: edit)) Besides, \(quantity) is computed in single precision: use Double throughout."
    case .half: "\(quantity) looks as if it were computed in half precision, Float16: use Double throughout."
    case .brain: "\(quantity) looks as if it were computed in half precision, bfloat16: use Double throughout."
    case .multiples(let power):
      "\(quantity) looks as if it were rounded to multiples of 1/\(1 << power): keep every digit."
    case .decimals(0): "\(quantity) looks as if it were rounded to whole numbers: keep every digit."
    case .decimals(let places):
      "\(quantity) looks as if it were rounded to \(places) \(places == 1 ? "decimal" : "decimals"): keep every digit."
    case .settingInSingle(let name):
      "In the equation of \(quantity), \(text(.setting(name))) is a Float: declare \(name) as Double."
    case .inputInSingle(let name):
      "In the equation of \(quantity), \(text(.quantity(Reference(name)))) is turned into a Float first: keep it a Double."
    case .isConstant:
      "\(quantity) is one and the same number throughout each case, and should change within it: look at what it is worked out from."
    case .scales(let multiple): sentence(multiple, quantity)
    case .sibling(let title, let rule):
      "The numbers of \(quantity) are those of something else: \(title)\(isNamesOnly ? "" : " (\(rule))")."
    case .keeps(let sentence): "In the equation of \(quantity): \(sentence)."
    case .pattern(let pattern): sentences(pattern, quantity).joined(separator: " ")
    }
  }

  /// The sentence for a student whose every number is a Float.
  package static let singlePrecision = "The program computes in single precision."

  private func sentence(_ multiple: Multiple, _ quantity: String) -> String {
    switch multiple {
    case .sumForMean:
      "\(quantity) is a sum over the batch where the mean belongs: divide by how many examples there are."
    case .meanForSum: "\(quantity) is a mean over the batch where the sum belongs."
    case .twice: "Every number of \(quantity) is twice what it should be: a factor 2 is too many, or a ½ is missing."
    case .half: "Every number of \(quantity) is half of what it should be: a ½ is too many, or a factor 2 is missing."
    case .negated: "Every number of \(quantity) has the wrong sign."
    }
  }

  private func sentence(_ slip: Slip, along axis: String, of source: String, in quantity: String) -> String {
    let here = "In the equation of \(quantity)"
    let (one, all) = (AxisWords.one(axis), AxisWords.all(axis))
    if axis == Axis.elements.name, source == quantity {
      return
        "\(here), the \(slip == .firstMissing ? "first" : "last") element is left out of the sum over all elements: all of them belong in."
    }
    let taken = source == quantity ? "the" : "the \(source) of the"
    let whose = source == quantity ? "" : "\(source) of "
    return switch slip {
    case .reversed: "\(here), \(all)\(source == quantity ? "" : " of \(source)") are taken in reverse order."
    case .next: "\(here), each \(one) takes \(taken) \(one) after it: an index is one too large."
    case .previous: "\(here), each \(one) takes \(taken) \(one) before it: an index is one too small."
    case .alwaysFirst: "\(here), \(whose)the first \(one) stands for all: the index does not move."
    case .alwaysLast: "\(here), \(whose)the last \(one) stands for all: the index does not move."
    case .firstMissing: "\(here), \(whose)the first \(one) is left out, and all of them belong in."
    case .lastMissing: "\(here), \(whose)the last \(one) is left out, and all of them belong in."
    case .inTurn: "\(here), the rows of the data are taken in their own order, not those that the batch lists."
    case .unlisted: "\(here), the first rows of the data are taken, not those that the batch lists."
    }
  }

  /// A mistake that is made at some places alone. A counter that is right elsewhere is not at fault as a whole.
  private func besides(_ edit: Edit) -> String {
    let here = "In the equation of \(edit.quantity)"
    switch edit.changes.first {
    case .stepShifted(let by)?: return "\(here), t is taken one too \(by < 0 ? "small" : "large")."
    case .stepFrozen?: return "\(here), t is taken as 1."
    default: return sentences(Diagnoser.Supposition(edits: [edit])).joined(separator: " ")
    }
  }

  /// A spot as it opens a sentence.
  private func only(_ spot: Spot) -> String {
    switch spot {
    case .steps(let steps): AxisWords.at(steps).capitalized + " only"
    case .but(.steps(let steps)): "At all steps but \(AxisWords.steps(steps))"
    case .parameters, .among: "In \(name(spot, of: "")) only"
    default: "Where \(condition(spot))"
    }
  }

  private func sentence(skipping steps: Spot.Steps, _ quantity: String) -> String {
    "\(quantity) stays as it was \(AxisWords.at(steps)), and follows its equation at all others: it belongs into every step."
  }

  private func stays(_ remainder: Manner.Remainder, _ spot: Spot) -> String {
    let areSeveral = isSeveral(spot)
    return switch remainder {
    case .unchanged: areSeveral ? "never change" : "never changes"
    case .zero: areSeveral ? "stay zero" : "stays zero"
    }
  }

  private func isSeveral(_ spot: Spot) -> Bool {
    if case .parameters(let names) = spot { names.count > 1 } else { false }
  }

  /// A spot as it stands after "in".
  func name(_ spot: Spot, of quantity: String) -> String {
    switch spot {
    case .parameters(let names) where names.count == 1: "the parameter \(names[0])"
    case .parameters(let names): "the parameters \(AxisWords.list(names))"
    case .among(let names, let steps): "\(name(.parameters(names), of: quantity)) \(AxisWords.at(steps))"
    case .end(let isLast, let ofSingles):
      "the \(isLast ? "last" : "first") element"
        + (isPerParameter(quantity) ? " of each parameter\(ofSingles ? "" : " that has several")" : "")
    case .slice(_, let isLast, let axis): "the \(isLast ? "last" : "first") \(AxisWords.one(axis))"
    case .elements(let count, let all): "\(count) of \(all) elements"
    case .steps(let steps): AxisWords.steps(steps)
    case .cases(let names): names.count == 1 ? "the case \(names[0])" : "the cases \(AxisWords.list(names))"
    case .sign(let source, let sign): "the entries where \(text(source.node)) \(Self.comparison(sign))"
    case .but(let spot): "all but \(name(spot, of: quantity))"
    }
  }

  private static func comparison(_ sign: Spot.Sign) -> String {
    switch sign {
    case .zero: "= 0"
    case .positive: "> 0"
    case .negative: "< 0"
    }
  }

  func allOthersHold(_ numbers: Int) -> String {
    "The other numbers, \(numbers) that are not zero, are those of the equation."
  }

  /// The evidence for a manner that is not shown by the numbers of an equation; nil for any other.
  func evidence(_ manner: Manner, _ evidence: Evidence) -> String? {
    switch manner {
    case .single, .half, .brain:
      "Every number of it has no more digits than that, and is off by no more than such roundings."
    case .singleBeside:
      "Every number of it has no more digits than that, and but for such roundings is that of the changed equation."
    case .decimals, .multiples: "No number of it has more digits, and none is off by more than that."
    case .isConstant: "So it is in every case."
    case .skips where evidence.numbers > 0: allOthersHold(evidence.numbers)
    case .pattern(let pattern): pattern.spot == nil || evidence.numbers == 0 ? "" : allOthersHold(evidence.numbers)
    case .skips: "At the other steps it is as asked."
    case .chooses(.foreign): "So it is at \(evidence.steps) steps of the cases."
    case .chooses: "So it is at all \(evidence.steps) steps of the cases."
    default: nil
    }
  }
}
