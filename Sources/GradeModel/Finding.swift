/// The result of a check, as data: `Reporting` has the words for it.
///
/// A quantity's own name stands in its check; `series` names one of its series, `mHat/W`.
package enum Finding: Codable, Equatable, Sendable {
  // MARK: What is there

  /// Nothing of the quantity, or nothing for one parameter, is reported.
  ///
  /// - Parameters:
  ///   - parameter: empty for a quantity that belongs to none.
  ///   - resembling: a quantity that is reported, that nobody asked for, and that is called nearly the same.
  ///   - besideParameters: true if other quantities belong to parameters, and this one to none.
  case notReported(parameter: String, resembling: String?, besideParameters: Bool)
  /// A property has the quantity's name and cannot be read: its kind and its type, "a computed property of type Matrix".
  case unreadable(String)
  case shape(series: String, yours: [Int], expected: [Int])
  case entries(series: String, yours: Int, expected: Int)

  // MARK: Numbers

  /// The numbers part where the check's divergence says.
  case differs
  /// Other numbers than those of the equation, though none is far from the expected one.
  case notItsEquation
  case nonFinite(NonFinite)
  /// Values that were handed out are not what they were.
  case changedInPlace

  // MARK: Choices

  /// - Parameter step: the first one at which the choice is not allowed, counted from 1; nil where it is not one a step.
  case notAllowed(step: Int?, steps: Int)
  case implausible(name: String, Flaw)
  case tooFewDraws(name: String)
  /// A choice that this quantity depends on is missing, or cannot be computed with.
  case withoutChoice(String)

  // MARK: What comes of wrong values

  /// - Parameters:
  ///   - sources: the wrong quantities that this one is computed from.
  ///   - origins: those in which a mistake is, among them or before them.
  case follows(sources: [String], origins: [String])
  case rightDespite(sources: [String])
  /// The numbers come of the mistake that another quantity shows, in a step between that nobody is asked to report.
  case sharesMistake(with: String)
  /// Numbers that are not finite, and follow so from those in which a mistake was found.
  case followsNotFinite(NonFinite, origins: [String])
  /// The values would hide a mistake here too.
  case hidesMistakes(sources: [String])
  case uninformative(source: String, Uninformative)

  // MARK: How the run ended

  case crashed(message: String)
  case timedOut(seconds: Double, processorSeconds: Int)
  case ended(code: Int32)
  case gaveUp(reason: String)
  case tooFewReports(reported: Int, steps: Int)
  case notOfTheKit(reason: String)
  case unequalRuns(series: String, step: Int)
  case reportedOnce(series: String)
  /// Nothing was run; the reason is a sentence.
  case notReached(because: String)
  /// A case whose inputs nobody is to know: the outcome is all that is said.
  case hidden

  // MARK: Faults that are not the submission's

  case notInReference
  case referenceNotFinite(series: String)
  case referenceFailed(reason: String)
  case cannotBeJudged
  /// The manifest leaves something to the program that the reference has no rule for.
  case noRule(choice: String)
  case hostFault(reason: String)
  case notRun

  /// Numbers that are not finite.
  package struct NonFinite: Codable, Equatable, Sendable {
    /// The parameter's name; empty for a quantity that belongs to none.
    package var parameter: String
    /// The first step; 0 is the start of the weights.
    package var step: Int
    package var value: Double
    package var extent: Extent
    /// The quantity that they come from.
    package var source: String?
    package var cause: Cause?

    package init(
      parameter: String, step: Int, value: Double, extent: Extent, source: String? = nil, cause: Cause? = nil
    ) {
      self.parameter = parameter
      self.step = step
      self.value = value
      self.extent = extent
      self.source = source
      self.cause = cause
    }

    package enum Extent: String, Codable, Sendable { case thisStep, onwards, someLater }

    /// The operation whose operands are finite and whose result is not.
    package enum Cause: String, Codable, Sendable {
      case zeroOverZero, divisionByZero, negativeRoot, logarithm, overflow
    }
  }

  /// A reason why agreement with wrong values proves nothing.
  package enum Uninformative: Codable, Hashable, Sendable {
    /// From the second step on they do not change, though the right ones do.
    case frozen
    /// They are the same on other inputs, though the right ones are not.
    case independent
    /// They were worked out from this quantity, against the direction of its equation.
    case backSolved(from: String)
    /// The program broke off on other inputs, or had other quantities wrong there.
    case unanswered
  }

  /// A property that no honest draw or pick has.
  package enum Flaw: Codable, Equatable, Sendable {
    /// A number that may not be there.
    case support(Double)
    case mean(Double, expected: Double)
    case spread(Double, expected: Double)
    case distribution(distance: Double)
    case repeated(step: Int, of: Int)
    /// A unit with the weights of one before, counted from 1; or an input, a column.
    case repeatedRow(Int, of: Int)
    case repeatedColumn(Int, of: Int)
    case rate(Double, expected: Double)
    case twice(Double, epoch: Int)
    /// Numbers of examples that begin at 1.
    case countedFromOne
    case unshuffled
    case shuffledOnce(epoch: Int)
    /// An epoch with the batches of one before, though not of the last.
    case repeatedEpoch(Int)
    case keepsTogether(Order)
    case keepsPlaces(Order)
    case keepsSequence(Order)
    case keepsBatches(Order)
    /// The own order of the examples in one epoch, though not in all.
    case ownOrder(epoch: Int)
    /// Each order made from the one before by the exchange of places of so many epochs before.
    case sameExchange(every: Int)
    /// An example, counted from 0, that is in one batch (from 1; nil for none) in nearly all epochs.
    case fixedExample(Int, batch: Int?, times: Int, of: Int)
    /// Two examples, counted from 0, that are in one batch in nearly all epochs.
    case companions(Int, Int, times: Int, of: Int)
    /// Batches with as many examples of one half as of the other, in nearly all epochs.
    case balanced(Halves)
    /// Batches at equal distances, or moved along.
    case regular
    /// The program broke off in a longer run.
    case brokenOff

    /// An order that the batches of an epoch are compared with.
    package enum Order: String, Codable, CaseIterable, Sendable {
      case own, epochBefore, twoBefore
    }

    /// A division of the examples in two.
    package enum Halves: String, Codable, CaseIterable, Sendable {
      case parity, firstAndSecond
    }
  }
}

/// A fact that a student should know beside the checks.
package enum Note: Codable, Equatable, Sendable {
  /// Numbers are compared with the author's tolerance.
  case authorsTolerance(atol: Double, rtol: Double, reason: String)
  /// The program changes what it was given.
  case changesInput(String)
  /// Parts of the submission that are neither compiled nor run.
  case leftAside([String])
  /// A case could not set what the program does not declare.
  case undeclaredSetting(String, type: String)
  /// The sources hold a parameter's name, and hidden cases have parameters of other names.
  case namesParameter(String, at: Place)
  /// Hidden cases count too, and nothing is told of them.
  case hiddenCasesUntold
  /// A quantity's hidden cases would have paid more than its public ones.
  case heldToPublicCases(String)
  /// Points that a person has added or taken.
  case adjusted(Adjustment)
  /// A person's words on the mistake.
  case comment(String, author: String)
}
