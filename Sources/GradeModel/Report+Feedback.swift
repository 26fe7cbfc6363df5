extension Report {
  /// The report with no more than may be told. Every format is written from what this returns.
  ///
  /// Whatever lies above a level changes nothing: two reports that differ only there become the same.
  ///
  /// - Parameter hidden: the identifiers of the cases that a student may not see.
  package func telling(_ levels: Feedback.Levels, hidden: Set<String>) -> Report {
    var told = self
    told.checks = checks.compactMap { check in
      let isHidden = hidden.contains(check.caseID)
      return check.telling(isHidden ? levels.hidden : levels.open, isHidden: isHidden)
    }
    told.obstacle = obstacle?.telling(levels.open)
    if levels.open == .nothing, obstacle?.outcome != .graderError {
      // An empty report would look like a fault.
      told.obstacle = Obstacle(outcome: .skipped, message: Self.received)
      told.checks = told.checks.filter { $0.outcome == .graderError }
    }
    // A program may print anything that it was given.
    if levels.open < .numbers {
      told.output = ""
      told.outputs = []
      told.stepNumbers = []
      told.figures = Figures()
    }
    // The time of a run could tell its inputs, and the time of a compilation how it ended.
    let isTimed = levels.open == .numbers && (hidden.isEmpty || levels.hidden == .numbers)
    if !isTimed {
      told.durations["run"] = nil
      told.caseSeconds = nil
    }
    if levels.hidden < .numbers { told.stepNumbers.removeAll { hidden.contains($0.caseID) } }
    if levels.open < .place { told.sources = SourceMap() }
    if levels.open == .nothing {
      told.durations = [:]
      told.submission.files = []
    }
    told.notes = notes.filter { $0.isTold(at: levels) }
    let untold = !hidden.isEmpty && levels.hidden == .nothing
    if untold, levels.open > .nothing { told.notes.append(.hiddenCasesUntold) }
    return told
  }

  private static let received = "the submission is received; nothing is told of it at this time"
}

extension Check {
  /// The check with no more than a level tells; nil if that is nothing.
  ///
  /// A fault of ours is told at every level, so that it can be understood; it holds nothing of the submission's.
  fileprivate func telling(_ level: FeedbackLevel, isHidden: Bool) -> Check? {
    if level == .numbers { return self }
    if level == .nothing, outcome != .graderError { return nil }
    var told = Check(caseID: caseID, quantity: quantity, outcome: outcome, points: points, maximum: maximum)
    if outcome == .graderError {
      told.finding = finding
      return told
    }
    told.finding = finding?.telling(level)
    if isHidden, told.finding == nil, outcome != .correct { told.finding = .hidden }
    guard level >= .place else {
      // Exact points would tell how many steps the case has, and let a program say a number by the step that it stops in.
      if outcome.keepsSteps, maximum.isFinite, maximum > 0, points >= 0, points <= maximum {
        let tenths = min(points.tenths(of: maximum), 9)
        told.points = maximum * Double(tenths) / 10
        told.stop = Stop(fullSteps: tenths, steps: 10)
      }
      return told
    }
    told.place = place
    told.stop = stop
    told.stop?.before = stop?.before.map { $0.telling(level) ?? .notItsEquation }
    told.divergence = divergence?.withoutElements
    told.equationDivergence = equationDivergence?.withoutElements
    told.byEquation = byEquation?.telling(level)
    guard level >= .why else { return told }
    told.diagnosis = diagnosis.map {
      Diagnosis(kinds: $0.kinds, sentences: $0.withoutFormulas ?? $0.sentences, evidence: "")
    }
    told.isUnexplained = isUnexplained
    return told
  }
}

extension Divergence {
  fileprivate var withoutElements: Divergence {
    Divergence(parameter: parameter, step: step, steps: steps, differing: differing, count: count, elements: [])
  }
}

extension Finding {
  /// The finding if a level tells it, or else nil.
  fileprivate func telling(_ level: FeedbackLevel) -> Finding? { level >= self.level ? self : nil }

  /// The level from which on the finding is told.
  private var level: FeedbackLevel {
    switch self {
    case .hidden: .verdict
    case .notReported, .differs, .notItsEquation, .changedInPlace, .notAllowed, .withoutChoice, .follows, .rightDespite,
      .sharesMistake, .hidesMistakes, .uninformative, .tooFewDraws, .tooFewReports, .unequalRuns, .reportedOnce:
      .place
    case .timedOut, .unreadable, .shape, .entries, .notReached: .why
    // A program's own words and numbers can be anything that it was given.
    case .nonFinite, .followsNotFinite, .implausible, .crashed, .ended, .gaveUp, .notOfTheKit: .numbers
    case .notInReference, .referenceNotFinite, .referenceFailed, .cannotBeJudged, .noRule, .hostFault, .notRun: .verdict
    }
  }
}

extension Note {
  fileprivate func isTold(at levels: Feedback.Levels) -> Bool {
    switch self {
    // A person decides on her own words.
    case .adjusted, .comment: true
    case .authorsTolerance, .hiddenCasesUntold: levels.open >= .verdict
    // It says that hidden cases went better than public ones.
    case .heldToPublicCases: levels.open >= .verdict && levels.hidden >= .verdict
    case .leftAside, .namesParameter: levels.open >= .place
    case .changesInput, .undeclaredSetting: levels.open >= .why
    }
  }
}

extension Obstacle {
  /// The obstacle with no more than a level tells. A fault of ours is told at every level.
  fileprivate func telling(_ level: FeedbackLevel) -> Obstacle {
    if outcome == .graderError || level >= .why { return self }
    return Obstacle(outcome: outcome, message: "", details: "", place: level >= .place ? place : nil)
  }
}
