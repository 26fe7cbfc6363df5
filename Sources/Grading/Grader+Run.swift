internal import Assignments
package import Traces

/// A program that can be run on any inputs: a live session, a simulated student.
package protocol Subject: Sendable {
  /// Runs one case from its start; never throws, because every way to end is an answer.
  func run(_ inputs: RunInputs) async -> CaseRun
}

extension Grader {
  /// Runs a subject on every case and grades it, with the runs beyond the cases that a proof may want.
  ///
  /// - Returns: the grade, and the runs that give it again.
  package func grade(running subject: some Subject) async -> (result: Result, runs: Runs) {
    let runs = await runs(of: subject)
    return await finish(judge(runs), runs, asking: subject)
  }

  /// Grades runs, and asks the subject for the runs beyond them that a proof may want. Those of public cases end before any
  /// hidden case is run.
  ///
  /// - Parameters:
  ///   - isIllustrated: true to have the numbers behind the pictures of a report too.
  ///   - runHidden: adds the runs of the hidden cases, if they are not there yet.
  package func grade(
    _ runs: Runs, asking subject: some Subject, illustrated isIllustrated: Bool = false,
    runHidden: (inout Runs) async -> Void = { _ in }
  ) async -> (result: Result, runs: Runs) {
    var runs = runs
    await lengthen(&runs, hidden: false, asking: subject)
    let known = judgePublic(runs)
    await redraw(&runs, known.wantRedrawn, asking: subject)
    await runHidden(&runs)
    await lengthen(&runs, hidden: true, asking: subject)
    let judgements = judgeHidden(runs, after: known)
    var graded = await finish(judgements, runs, asking: subject)
    if isIllustrated { graded.result.figures = figures(of: judgements, graded.result.checks) }
    return graded
  }

  package func grade(_ subject: some Subject) async -> Result { await grade(running: subject).result }

  /// The runs of a subject that its judgement rests on.
  package func runs(of subject: some Subject) async -> Runs {
    var runs = Runs(cases: [])
    for inputs in inputs { runs.cases.append(await subject.run(inputs)) }
    for hidden in [false, true] { await lengthen(&runs, hidden: hidden, asking: subject) }
    return runs
  }

  private func lengthen(_ runs: inout Runs, hidden: Bool, asking subject: some Subject) async {
    for longer in wantLonger(runs) where longer.isHidden == hidden {
      runs.redrawn[longer.id] = await subject.run(RunInputs(longer.redrawn))
    }
  }

  private func redraw(_ runs: inout Runs, _ wanted: [Assignment.Case], asking subject: some Subject) async {
    for wanted in wanted where runs.redrawn[wanted.id] == nil {
      runs.redrawn[wanted.id] = await subject.run(RunInputs(wanted.redrawn))
    }
  }

  /// Completes the judgements of runs, with the runs beyond the cases that a proof wants.
  package func finish(
    _ judgements: Judgements, _ runs: Runs, asking subject: some Subject
  ) async -> (result: Result, runs: Runs) {
    var runs = runs
    await redraw(&runs, judgements.wantRedrawn, asking: subject)
    return (finish(judgements, runs), runs)
  }
}
