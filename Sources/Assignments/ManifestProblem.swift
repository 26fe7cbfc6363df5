package import Policy

/// A failure to read a manifest, with all of its faults at once.
package struct ManifestError: Error, Equatable, Sendable {
  /// The manifest's path as it was given.
  package let file: String
  /// In the order of the file; never empty.
  package let problems: [ManifestProblem]

  package init(file: String, problems: [ManifestProblem]) {
    self.file = file
    self.problems = problems
  }
}

/// One fault of a manifest.
package struct ManifestProblem: Error, Equatable, Sendable {
  /// Counted from 1.
  package let line: Int
  /// Counted from 1.
  package let column: Int
  /// The keys that lead to the place, `cases.steps`; empty at the top.
  package let path: String
  package let fault: Fault

  package init(line: Int, column: Int, path: String, fault: Fault) {
    self.line = line
    self.column = column
    self.path = path
    self.fault = fault
  }

  package enum Fault: Equatable, Sendable {
    /// The file holds bytes that are not UTF-8.
    case notText
    /// The parser's own words.
    case notYAML(String)
    /// A tab in place of spaces.
    case tab
    case empty
    case expected(Expectation, found: Found)
    case unknownKey(String, nearest: String?, known: [String])
    case missingKey(String, Expectation)
    case duplicateKey(String)
    case unknownName(NameKind, String, nearest: String?, known: [String])
    /// A recipe that no submission can implement.
    case notHandedIn(recipe: String, Obstacle)
    /// A protocol that differs from that of the recipe's kind.
    case otherProtocol(String, recipe: String, expected: String)
    /// An identifier that an earlier case has, on `firstLine`.
    case duplicateCase(String, firstLine: Int)
    /// An identifier that an earlier part has, on `firstLine`.
    case duplicatePart(String, firstLine: Int)
    /// A key of each part that stands beside the list of them.
    case keyOfParts(String)
    /// A key of the whole that stands in a part.
    case keyOfWhole(String)
    case wrongCount(of: Counted, expected: Int, found: Int)
    /// More numbers than a case may draw.
    case tooManyNumbers(limit: Int)
    /// No quantity has points.
    case nothingToEarn
    /// An input is marked as the program's choice, although every program must be given it.
    case notToBeChosen(String, choosable: [String])
    /// A graded quantity is given to the program.
    case givenIsGraded(quantity: String)
    /// A granted question has a graded quantity as its answer.
    case answerIsGraded(String, quantity: String)
    /// The sample is expected to earn less than remains if every failing quantity loses all its points.
    case impossiblePoints(expected: Double, atLeast: Double)
    /// Full marks are expected although a quantity with points fails.
    case fullMarksDespite([String])
    /// A listed sample has neither a file nor a folder.
    case sampleWithoutFile(String)
    /// A shipped submission is not listed.
    case fileWithoutSample(String)
    /// More is told of hidden cases than of public ones.
    case hiddenToldMore(String, open: String)
    /// Two rules of a policy that cannot both be meant.
    case contradiction(Policy.Contradiction)
    /// A time that the clocks of a zone show twice, or never.
    case changeOfClocks(String, in: String, isTwice: Bool)
  }

  /// The content that the manifest's format expects at a place.
  package enum Expectation: Equatable, Sendable {
    case text
    case identifier
    case typeName
    case mapping(of: String)
    case list(of: String)
    case wholeNumber(atLeast: Int)
    case wholeNumberWithin(ClosedRange<Int>)
    case number
    case numberAbove(Double)
    case numberWithin(ClosedRange<Double>)
    case numberAtLeast(Double)
    case fraction
    case share
    /// Such as `2026-01-31T23:59:59+01:00`.
    case instant
    /// Such as `Europe/Zurich`.
    case zone
    /// Such as `24 h`.
    case duration
    case interval(Interval)
    case points(upTo: Double)
    case learningRates
    case nameOf(NameKind)
    /// A setting's value, such as "above 0".
    case value(String)
    case single(String)
  }

  package enum Interval: Equatable, Sendable {
    case exponents
    case magnitudes
    case range
  }

  /// The content that is there instead.
  package enum Found: Equatable, Sendable {
    case nothing
    case text(String)
    case number(String)
    case boolean(String)
    case list
    case mapping
    case interval(Double, Double)
  }

  /// The reason why no submission can implement a recipe.
  package enum Obstacle: Equatable, Sendable {
    /// Programs of its kind work on one of these, and it has none of them.
    case notGiven(kind: String, [String])
    /// Programs of its kind return these alone, and it works out none of them.
    case nothingReturned(kind: String, [String])
  }

  package enum NameKind: Equatable, Sendable {
    case recipe
    case convention(recipe: String)
    case setting(recipe: String)
    case quantity(recipe: String, convention: String)
    case gradedQuantity
    case gradientDistribution
    case input(recipe: String, convention: String)
    case inputDistribution
    case parameter(recipe: String)
    case weightDistribution
    case ending
    case module
    case question
    case level
    case counting
    case format
  }

  package enum Counted: Equatable, Sendable {
    case learningRates
  }
}
