"""The short words of the lesson on search, in both languages."""

from pages.ui import names
from pages.ui.text import Text

PROMISES = {
    "expected_improvement": Text("Expected improvement", "기대 개선량"),
    "confidence_bound": Text("Confidence bound (UCB, 2σ)", "신뢰 상한 (UCB, 2σ)"),
    "probability_of_improvement": Text("Probability of improvement", "개선 확률"),
}
SYMBOLS = {
    "learning_rate": Text("η", "η"),
    "regularization": Text("λ", "λ"),
    "hidden": Text("units", "뉴런"),
    "batch_size": Text("batch", "배치"),
}
AXES = {
    "learning_rate": Text("learning rate η", "학습률 η"),
    "regularization": Text("regularization λ", "규제 강도 λ"),
    "hidden": Text("hidden units", "은닉 뉴런"),
    "batch_size": Text("batch size", "배치 크기"),
    "loss": Text("validation loss", "검증 손실"),
}
WAYS = {
    "manual": Text("By hand", "직접"),
    "grid": Text("Grid", "그리드"),
    "random": Text("Random", "무작위"),
    "bayesian": Text("Bayesian", "베이지안"),
}
TOLD = {
    "best": Text("{loss}", "{loss}"),
    "nothing": Text("no better than guessing", "무작위 추측보다 나은 것 없음"),
    "values": Text("{values} values", "시도한 값 {values}가지"),
    "none": Text("no trial yet", "아직 시행 없음"),
    "diverged": names.DIVERGED,
}
TRIAL = Text("trial {number}", "시행 {number}")
TRIALS, BEST = Text("trials", "시행 횟수"), Text("best loss so far", "지금까지의 최저 손실")
TRAINING = Text(
    "trial {number} of {budget}, each a network trained", "시행 {number}/{budget}, 시행마다 신경망 하나를 훈련"
)
LEGEND = Text(
    "Each mark is a network trained for {updates}. Dark: low validation loss; palest: as bad as guessing "
    "({guess:.2f}); "
    "✕: diverged. Number: the lowest validation loss so far. Ring: the trial shown now. Diamond: the best so "
    "far. Ticks on the axes: the values tried.",
    "점 하나가 {updates} 동안 훈련한 신경망 하나입니다. 짙을수록 검증 손실이 낮고, 가장 옅은 것은 무작위 "
    "추측({guess:.2f})과 같으며, ✕는 발산입니다. 숫자는 지금까지의 최저 검증 "
    "손실, 고리는 지금 보는 시행, 마름모는 지금까지의 최저, 축의 눈금은 시도한 값입니다.",
)
EXPERIMENTS = {
    "race": Text("The race", "경주"),
    "own": Text("Your own search", "직접 찾기"),
    "belief": Text("How Bayesian search chooses", "베이지안의 선택"),
    "curse": Text("The winner's curse", "승자의 저주"),
    "surface": Text("The true surface", "실제 손실 곡면"),
}
GOAL = Text("Best of the others after {budget} trials: {others}.", "다른 방법이 {budget}번 시행한 최저 손실: {others}.")
UPDATES = Text("40 epochs", "40 에포크")
THIRD = Text(
    "The third hyperparameter is not seen in the planes: {axis}.",
    "세 번째 하이퍼파라미터({axis})는 평면에 보이지 않습니다.",
)
FEWER = Text(
    "{budget} trials do not divide evenly among the axes, so the grid has {count}.",
    "{budget}번은 축마다 고르게 나눌 수 없어 그리드는 {count}번 시행합니다.",
)
PLANE_ALT = Text(
    "{way}, trials: {count}; the lowest validation loss is {loss}.", "{way}: {count}번 시행, 최저 검증 손실 {loss}."
)
BEST_ALT = Text("Best validation loss so far against trials: {ways}.", "시행에 따른 최저 검증 손실: {ways}.")
HEAD = (
    Text("method", "방법"),
    Text("lowest validation loss", "최저 검증 손실"),
    Text("at trial", "찾은 시행"),
    Text("setting", "설정"),
)
MAPS = {
    "mean": Text("Predicted loss (median)", "예측 손실(중앙값)"),
    "deviation": Text("Uncertainty σ of its logarithm", "로그 손실의 불확실성 σ"),
}
DRAWN = Text(
    "The first {first} trials, and more until one is clearly better than guessing, are drawn at random, the same as "
    "those of random search: no belief yet.",
    "처음 {first}번, 그리고 무작위 추측보다 뚜렷이 나은 것이 나올 때까지는 무작위 탐색과 똑같은 설정을 쓰므로 아직 "
    "예측이 없습니다.",
)
BELIEF = Text(
    "Before each trial: white dots are the trials so far, the diamond is the next, where the acquisition function is "
    "largest.",
    "각 시행 직전의 모습입니다. 흰 점은 지금까지의 시행이고, 마름모는 획득 함수가 가장 커서 다음에 시행할 곳입니다.",
)
BELIEF_ALONE = Text(
    "Before each trial: white dots are the trials so far, the dashed line is the next, where the acquisition function "
    "is largest.",
    "각 시행 직전의 모습입니다. 흰 점은 지금까지의 시행이고, 점선은 획득 함수가 가장 커서 다음에 시행할 곳입니다.",
)
BELIEF_MAPS = Text(
    "Dark: a low predicted loss; a large uncertainty; a large acquisition function, beside the largest at that moment.",
    "짙은 곳: 예측 손실이 낮은 곳, 불확실성이 큰 곳, 그 순간의 최댓값에 비해 획득 함수가 큰 곳.",
)
BELIEF_CUT = Text(
    "The maps are cut through the next trial's third hyperparameter.",
    "지도는 다음 시행의 세 번째 하이퍼파라미터 값에서 자른 것입니다.",
)
BELIEF_LINE = Text(
    "Curve: the predicted loss (median); band: ±2σ; below, the acquisition function; dashed: the next trial. A loss "
    "above twice that of guessing, or a run that diverged, counts as twice guessing, and its dot stands there.",
    "곡선은 예측 손실(중앙값), 띠는 ±2σ이고, 아래는 획득 함수, 점선은 다음 시행입니다. 무작위 추측의 두 배를 넘는 "
    "손실과 발산한 실행은 무작위 추측의 두 배로 두며, 점도 그 자리에 그립니다.",
)
NO_BELIEF = Text(
    "None of Bayesian search's trials was clearly better than guessing: there was nothing to go by, and all of them "
    "were drawn at random.",
    "베이지안 최적화의 시행 가운데 무작위 추측보다 뚜렷이 나은 것이 하나도 없어서, 참고할 결과가 없어 끝까지 무작위로 "
    "뽑았습니다.",
)
NO_WINNER = Text(
    "Every trial of every method diverged: there is no winner to train again.",
    "모든 방법의 모든 시행이 발산하여 다시 훈련할 승자가 없습니다.",
)
SCALES = Text(
    "Fitted length scales, as parts of an axis: {lengths}. The shorter, the sooner the loss changes its course along "
    "that axis. One that hardly matters has a long one, and so has one along which the loss changes steadily.",
    "추정한 길이 척도는 축 길이의 {lengths}입니다. 짧을수록 그 축에서 손실의 변화가 일찍 달라집니다. 거의 영향이 없는 "
    "축도, 손실이 꾸준히 변하는 축도 길이 척도가 깁니다.",
)
SCALE = Text("{length:g} ({axis})", "{length:g}({axis})")
BELIEF_ALT = Text(
    "Bayesian search, trials so far: {count}; {what}, from {low:.3g} to {high:.3g}. It then tries {setting}.",
    "베이지안 최적화, 시행 {count}번 뒤: {what}, {low:.3g}에서 {high:.3g}까지. 다음 시행은 {setting}입니다.",
)
CLICK = Text("click to try one", "클릭해서 시행하기")
OWN = Text(
    "Click on the plane, drag the ring or press the arrow keys: each place is trained at once. **{count} of "
    "{budget}** used.",
    "평면을 클릭하거나, 고리를 끌거나, 화살표 키를 누르면 그 설정을 바로 훈련합니다. 지금까지 **{budget}번 "
    "가운데 {count}번**.",
)
OWN_SLIDERS = Text(
    "Choose a setting and train it. **{count} of {budget}** used.",
    "설정을 고르고 훈련하십시오. 지금까지 **{budget}번 가운데 {count}번**.",
)
LAST = Text("Your last: {setting}: {loss}.", "마지막 시행 {setting}: {loss}.")
LOSS_OF = Text("validation loss {loss}", "검증 손실 {loss}")
SPENT = Text("The budget is spent.", "정해진 횟수를 모두 썼습니다.")
TRY, CLEAR = Text("Train this setting", "이 설정으로 훈련"), Text("Begin again", "다시 시작")
OWN_WORDS = {
    "label": Text(
        "Last place, as logarithms: ({x}, {y}). Drag it, click on the plane, or press the arrow keys.",
        "마지막으로 고른 설정, 로그 값 ({x}, {y}). 끌거나, 평면을 클릭하거나, 화살표 키로 옮깁니다.",
    ),
    "left": Text("outside", "그림 밖"),
}
OWN_ALT = Text("Your trials on the plane: {count}.", "직접 고른 설정 {count}개를 평면에 나타낸 그림.")
CLASS = Text("The class", "우리 반")
FIRST_PICK = Text("Your first pick counts for the class.", "처음 고른 설정 하나가 반의 시행이 됩니다.")
CLASS_OF = Text("The class, {count} of its picks", "우리 반에서 고른 설정 {count}개")
AFTER_TRIALS = Text("lowest validation loss, {budget} trials", "{budget}번 시행의 최저 검증 손실")
CLASS_BEST = Text(
    "The ring marks the best of all picks ({count}), {best}. The picks have no order: the line of the class is the "
    "average over all orders, with guessing for what is worse. Dark: low validation loss; ✕: diverged.",
    "고리는 {count}명이 고른 설정 가운데 가장 좋은 것({best})입니다. 고른 차례가 없으므로 우리 반의 선은 모든 차례에 "
    "대한 평균이며, 무작위 추측보다 나쁜 손실은 무작위 추측으로 셉니다. 짙을수록 검증 손실이 낮고 ✕는 발산입니다.",
)
CURSE = {
    "marks": Text(
        "Large: the winning trial · ● fresh starts · ○ the same on test data · ┃ their mean",
        "큰 표시: 이긴 시행 · ● 새 초기 가중치 · ○ 시험 데이터에서 · ┃ 그 평균",
    ),
    "loss": names.LOSS_AXIS,
}
CURSE_LINE = Text(
    "- **{way}**: {trial:.3f} in the winning trial; five fresh starts: {again:.3f} on the same validation data, "
    "**{test:.3f}** on the test data ({times:.1f} times)",
    "- **{way}**: 이긴 시행 {trial:.3f}, 새 초기 가중치 다섯 가지의 평균은 같은 검증 데이터에서 {again:.3f}, "
    "시험 데이터에서 **{test:.3f}** ({times:.1f}배)",
)
CURSE_DIVERGED = Text(
    "- **{way}**: {trial:.3f} in the winning trial; of five fresh starts {diverged} diverged",
    "- **{way}**: 이긴 시행 {trial:.3f}, 새 초기 가중치 다섯 가지 가운데 {diverged}개가 발산",
)
CURSE_ALT = Text(
    "The best trial of each method, and the mean of the same setting on test data from fresh starts: {each}.",
    "방법별로 가장 작은 손실과, 같은 설정을 새로 훈련했을 때 시험 데이터에서의 평균: {each}.",
)
REVEALING = Text("row {row} of {rows}", "{rows}줄 가운데 {row}줄")
REMATCHING = Text("race {number} of {count}", "경주 {number}/{count}")
SURFACE = Text(
    "The lowest loss among all {count} settings is **{least:.3f}**. Share of settings better than the best of each "
    "method: {shares}.",
    "설정 {count}개 가운데 최저 손실은 **{least:.3f}**입니다. 각 방법의 최저 손실보다 나은 설정의 비율: {shares}.",
)
SHARE = Text("{way} {share:.1%}", "{way} {share:.1%}")
CUT = Text(
    "The surface is cut at the best trial's number of hidden units ({units:.0f}).",
    "곡면은 손실이 가장 작은 시행의 은닉 뉴런 수({units:.0f}개)에서 자른 것입니다.",
)
LUCK = Text(
    "Luck alone: the best of {budget} random settings is among the best 5% with probability "
    "1 − 0.95^{budget} ≈ {chance:.1%}, on any surface; replayed {replays:,} times on this one: {replayed:.1%}.",
    "운만으로 될 확률: 무작위 설정 {budget}개 가운데 가장 좋은 것이 상위 5%에 들 확률은 어떤 곡면에서나 1 − "
    "0.95^{budget} ≈ {chance:.1%}이고, 이 곡면에서 {replays:,}번 되풀이하면 {replayed:.1%}입니다.",
)
REMATCH = Text(
    "Winner of 20 repeated races on this surface: Bayesian **{bayesian}**, random **{random}**, grid **{grid}**, level "
    "**{level}**.",
    "이 곡면에서 시드를 바꾸어 20번 되풀이한 경주의 승자: 베이지안 **{bayesian}**, 무작위 **{random}**, 그리드 "
    "**{grid}**, 비김 **{level}**.",
)
TASK_PROGRESS = Text(
    "Your trials: {count}, lowest {mine}; to beat: {goal}.", "직접 {count}번 시행해 {mine}. {goal}보다 낮아야 합니다."
)
TASK_TEST = Text(
    "On test data, looked at once: yours **{test:.3f}**, the better of the two **{other:.3f}**.",
    "시험 데이터로 한 번만 재면 직접 찾은 것은 **{test:.3f}**, 두 방법 가운데 나은 것은 **{other:.3f}**입니다.",
)
TASK_ELSEWHERE = Text(
    "The task is for two hyperparameters and 16 trials.", "이 과제는 하이퍼파라미터 둘, 시행 16번일 때 할 수 있습니다."
)
NOTHING = Text("no trial yet", "아직 시행 없음")
FILES = {
    "trials": Text("Download the trials (CSV)", "시행 결과 내려받기 (CSV)"),
    "program": Text("Download the winner as a numpy program", "이긴 설정을 numpy 프로그램으로 내려받기"),
}
