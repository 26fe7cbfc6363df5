internal import Assignments
internal import Diagnosis
internal import Equations
internal import GradeModel
internal import Judging
internal import Reference
internal import Traces

extension Grader {
  /// The program's run on a case with everything drawn anew.
  enum Again {
    /// It broke off there.
    case brokenOff
    /// The run failed by a fault of ours.
    case failed(Finding)
    case judged(Examination, isRight: Bool)

    /// The fault of ours by which the run failed.
    var fault: Finding? { if case .failed(let finding) = self { finding } else { nil } }

    /// The reason that agreement with a wrong quantity proves nothing; nil if there is none.
    func doubt(of name: String, _ first: Examination) -> Finding.Uninformative? {
      guard case .judged(let second, let isRight) = self else { return fault == nil ? .unanswered : nil }
      // Reported in the case, and not there.
      if first.isPublished(name), !second.isPublished(name) { return .unanswered }
      if first.isIndependent(name, other: second.trace, otherGolden: second.golden) { return .independent }
      // Wrong here, and all of it right there: it knows the case.
      return isRight ? .unanswered : nil
    }

    /// True if a quantity that follows from the program's own values in the case does not do so there.
    ///
    /// - Parameter found: the explanation of the mistake that it may share.
    func differs(in quantity: String, sharing found: Diagnoser.Finding?) -> Bool {
      guard case .judged(let second, _) = self else { return fault == nil }
      guard second.isPublished(quantity) else { return true }
      if let found, second.shares(found, quantity) { return false }
      return second.judgeAsAsked(quantity).map { !$0.agrees } ?? false
    }
  }

  /// Judges the run on the case drawn anew; nil if there is none, or if nothing can be judged there.
  func again(_ one: Judged, _ runs: Runs) -> Again? {
    guard let run = runs.redrawn[one.graded.id] else { return nil }
    var (given, trace) = (RunInputs(one.graded.redrawn), run.trace)
    switch run.ending {
    case .completed: break
    case .stopped(.graderError, let finding, _): return .failed(finding)
    case .stopped:
      // A program that stopped in the case itself is held to the steps that count there.
      let steps = one.examination.inputs.steps
      guard run.fullSteps >= steps else { return .brokenOff }
      (given, trace) = (given.prefix(steps), trace.prefix(steps))
    }
    let choices = Choices(recipe, given, published: trace)
    guard choices.obstacle == nil else { return .brokenOff }
    guard let golden = try? recipe.trace(choices.inputs),
      let examination = try? Examination(
        caseID: one.graded.id, recipe: recipe, inputs: choices.inputs, golden: golden,
        trace: Structure.judgeable(trace, golden: golden, without: ungraded))
    else { return nil }
    let graded = assignment.quantities.map(\.name).filter { recipe.formula(of: $0) != nil }
    return .judged(
      examination,
      isRight: graded.allSatisfy {
        examination.isPublished($0) && examination.judgeAsAsked($0)?.holds ?? false
      })
  }
}
