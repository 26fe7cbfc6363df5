package import Equations

/// A mistake beside the formulas: each equation may be written as asked, and the numbers are wrong all the same.
package enum Manner: Hashable, Sendable {
  /// The counter is raised so many times a step and then read: n, 2n, 3n, …
  case countsFaster(Int)
  /// The counter is raised once for each parameter instead of once a step.
  case countsPerParameter
  /// The counter is raised for each element, and read there.
  case countsElements

  /// The parameters have one state between them, element by element, and update it in turn.
  case sharesState(of: String)
  /// An input has been changed before the equation uses it.
  case usesChanged(String)

  /// It works with the weights that it reports for the same step, not with those from before.
  case looksAhead
  /// The weights are reported before the update.
  case reportsEarly
  /// Each step's numbers are those of the step before.
  case reportsLate
  /// The right numbers stand in another order.
  case reorders(Order)
  /// Another rate is chosen, by a rule of its own.
  case chooses(ChoiceRule)
  /// A list that the program has written down stands in the place of a given one.
  case takesList([Double], insteadOf: String)
  /// A value is kept from the first step, and used at all steps.
  case keepsFirst(String)

  /// The values of all steps so far are added up: those of a source, or its own.
  case pilesUp(String?)
  /// A sum of its formula is never set back to zero: it holds those of all steps so far.
  case pilesUpSum(Node)
  /// So it is with sums between, which are not published.
  case pilesUpUnseen
  /// A source is added up along an axis: each entry still holds those before it.
  case pilesUpAlong(String, of: String)

  /// A source is added up, and a function taken of the sum, instead of a sum of the function.
  case takesLate(Unary, of: Node)

  /// Rows and columns are exchanged.
  case transposes
  /// A source's entries are taken from wrong places along an axis.
  case misplaces(Slip, along: String, of: String)
  /// A source's index runs along another axis than its own.
  case indexedBy(String, insteadOf: String, of: String)
  /// A kernel lies elsewhere than the settings say.
  case lays(KernelSlip)
  /// Only some of the numbers are updated.
  case skips(Spot, Remainder)

  /// An equation is another one at some steps, or under a condition, and as asked at all others.
  case sometimes(Spot, Edit)

  /// The numbers are those of a format with fewer digits.
  case single, half
  /// The numbers have the eight binary digits of a brain float, bfloat16.
  case brain
  /// The numbers are rounded to multiples of 2 to minus so much.
  case multiples(ofInverse: Int)
  /// So they are, and a formula is changed as well.
  case singleBeside(Edit)
  /// The numbers are rounded to so many decimals.
  case decimals(Int)
  /// Each case has one number throughout, and should not.
  case isConstant
  /// A setting, or an input, is a Float before it is used.
  case settingInSingle(String)
  case inputInSingle(String)

  /// Every number is the same multiple of the right one.
  case scales(Multiple)
  /// The equation is that of another component, given by its title, in the form that its rule names.
  case sibling(String, rule: String)
  /// A mistake, from the component's own file, of programs that keep more state than the recipe does.
  case keeps(String)

  /// No mistake is known that gives the numbers, but a pattern in them is certain.
  case pattern(Pattern)

  /// The numbers that are not updated.
  package enum Remainder: Hashable, Sendable {
    case unchanged, zero
  }
}

extension Diagnoser.Finding {
  /// True if no more is known than where the numbers are wrong.
  package var isPattern: Bool {
    switch supposition.manner {
    case .pattern?, .isConstant?: true
    default: false
    }
  }
}
