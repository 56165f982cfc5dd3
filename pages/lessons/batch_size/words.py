"""The controls, the prediction and the labels of the lesson on the batch size, in both languages."""

from pages.lessons.batch_size.pictures import OPTIMIZERS, TRAIN
from pages.lessons.batch_size.values import BatchSizeValues
from pages.ui import names
from pages.ui.controls import Choice, Controls, Count, Preset, Rate, Seed
from pages.ui.text import Text

SETTINGS: Controls[BatchSizeValues] = (
    Count(
        "batch_size",
        Text("Batch size B", "배치 크기 B"),
        default=10,
        low=1,
        high=TRAIN,
        marks=(1, 2, 3, 5, 7, 10, 16, 20, 25, 32, 40, 50, 64, 80, 100),
        famous=lambda chosen: [(TRAIN, Text("all examples", "모든 예제"))],
        live=True,
    ),
    Choice(
        "beside",
        Text("Beside it, dashed", "함께 볼 경로(점선)"),
        options={
            "none": Text("nothing", "없음"),
            **{size: Text(f"B = {size}", f"B = {size}") for size in ("1", "10", "100")},
        },
        default="1",
    ),
    Choice(
        "model",
        names.MODEL,
        options={
            "network": Text("Network 2-8-1, moons", "신경망 2-8-1, 초승달"),
            "deep": Text("Network 2-8-8-1, moons", "신경망 2-8-8-1, 초승달"),
            "line": Text("Line: slope and intercept", "직선: 기울기와 절편"),
        },
        default="network",
    ),
    Choice(
        "rule",
        Text("Scale η with B", "η를 B에 맞춰"),
        options={"fixed": Text("no", "고정"), "root": Text("∝ √B", "∝ √B"), "linear": Text("∝ B", "∝ B")},
        default="fixed",
        row=True,
    ),
    Rate(
        "learning_rate",
        Text("η at B = 10", "η (B = 10일 때)"),
        default=0.1,
        low=1e-3,
        high=10.0,
        live=True,
        help=Text("Learning rate", "학습률"),
    ),
    Choice(
        "last_batch",
        Text("Last incomplete batch", "예제가 모자란 마지막 배치"),
        options={"kept": Text("keep", "쓰기"), "dropped": Text("drop", "버리기")},
        default="kept",
        row=True,
    ),
    Seed(),
    Choice(
        "optimizer",
        names.OPTIMIZER,
        options={name: names.OPTIMIZERS[name] for name in OPTIMIZERS},
        default="sgd",
    ),
    Choice(
        "moment",
        Text("Look at the gradients", "기울기를 살펴볼 시점"),
        options={
            "start": Text("at the start", "훈련을 시작할 때"),
            "end": Text("at the end of the run", "훈련이 끝났을 때"),
        },
        default="start",
        row=True,
    ),
)

PRESETS = (
    Preset("one", Text("One example at a time", "예제 하나씩"), {"batch_size": 1}),
    Preset("all", Text("All at once", "전부 한꺼번에"), {"batch_size": TRAIN}),
    Preset("rescaled", Text("All at once, η ∝ B", "전부 한꺼번에, η ∝ B"), {"batch_size": TRAIN, "rule": "linear"}),
    Preset("line", Text("A line, B = 2", "직선, B = 2"), {"batch_size": 2, "model": "line", "moment": "end"}),
    Preset(
        "explodes",
        Text("η ∝ B, too far", "η ∝ B, 지나칠 때"),
        {"batch_size": TRAIN, "model": "line", "rule": "linear", "learning_rate": 0.3},
    ),
)

TITLES = {
    "epoch": Text("One epoch, batch by batch", "배치를 하나씩 따라가 보기"),
    "cloud": Text("Every batch its own gradient", "배치마다 다른 기울기"),
    "costs": Text("Updates, epochs, examples", "다섯 크기를 세 기준으로 비교"),
    "memory": Text("Kept in memory", "메모리 사용량"),
    "verdict": Text("Is larger better?", "클수록 좋을까"),
}

CHART = {
    "update": Text("update", "갱신"),
    "epoch": names.EPOCH_AXIS,
    "examples": Text("examples seen", "본 예제 수"),
    "order": Text("examples of one epoch, in the order drawn", "한 에포크의 예제 (뽑힌 순서)"),
    "updates": Text("updates", "갱신 횟수"),
    "epochs": Text("epochs", "에포크"),
    "loss": names.TRAINING_LOSS,
    "full": Text("full gradient", "전체 기울기"),
    "down": Text("downhill", "내리막"),
    "up": Text("uphill", "오르막"),
    "size": Text("batch size B", "배치 크기 B"),
    "spread": Text("mean squared distance", "거리 제곱의 평균"),
    "law": Text("theory", "이론값"),
    "replaced": Text("with replacement: σ²/B", "복원추출: σ²/B"),
    "measured": Text("measured", "측정값"),
    "kilobytes": Text("kB", "kB"),
    "parameters": Text("parameters", "매개변수"),
    "gradients": Text("gradients", "기울기"),
    "state": Text("optimizer state", "옵티마이저 상태"),
    "activations": Text("activations × B", "활성값 × B"),
    "test_loss": Text("test loss at the end", "마지막 시험 손실"),
    "equal_epochs": Text("equal epochs", "같은 에포크"),
    "equal_updates": Text("equal updates", "같은 갱신 횟수"),
}
AXES = {
    "line": (Text("slope", "기울기 (직선)"), Text("intercept", "절편")),
    "network": (Text("1st direction of the path", "경로의 첫째 방향"), Text("2nd direction", "둘째 방향")),
    "slopes": (Text("∂L / ∂slope", "∂L / ∂기울기"), Text("∂L / ∂intercept", "∂L / ∂절편")),
    "directions": (
        Text("1st direction of the spread", "흩어짐의 첫째 방향"),
        Text("2nd direction", "둘째 방향"),
    ),
}

FRAME = Text(
    "update {step} · epoch {epoch:.2f} · training loss {loss}",
    "갱신 {step} · 에포크 {epoch:.2f} · 훈련 손실 {loss}",
)
ENDED = Text(
    "The run diverged at update {diverged} and ends there: at B = {size} the rate is {rate:g}.",
    "{diverged}번째 갱신에서 발산해 거기서 끝났습니다. B = {size}에서 학습률은 {rate:g}입니다.",
)

READING = {
    "even": Text(
        "**Updates per epoch: {n} / {size} = {updates}**, in {epochs} epochs {all}. Learning rate {rate:.3g}.",
        "**한 에포크의 갱신 횟수: {n} / {size} = {updates}**, {epochs} 에포크에는 {all}번입니다. "
        "학습률은 {rate:.3g}입니다.",
    ),
    "kept": Text(
        "**Updates per epoch: {n} / {size} rounded up, {updates}**, the last with {rest} example{rest:~s}; "
        "in {epochs} epochs {all}. Learning rate {rate:.3g}.",
        "**한 에포크의 갱신 횟수: {n} / {size}에서 올림하여 {updates}**, 마지막 배치는 예제 {rest}개입니다. {epochs} "
        "에포크에는 {all}번입니다. 학습률은 {rate:.3g}입니다.",
    ),
    "dropped": Text(
        "**Updates per epoch: {n} / {size} rounded down, {updates}**; {rest} example{rest:~s} at the end of each "
        "order dropped (dashed). In {epochs} epochs {all}. Learning rate {rate:.3g}.",
        "**한 에포크의 갱신 횟수: {n} / {size}에서 내림하여 {updates}**, 섞은 순서에서 마지막 {rest}개는 버립니다"
        "(점선). {epochs} 에포크에는 {all}번입니다. 학습률은 {rate:.3g}입니다.",
    ),
    "run": Text(
        "Training loss {first} → **{final}**, test loss **{test}**.",
        "훈련 손실 {first} → **{final}**, 시험 손실 **{test}**.",
    ),
    "beside": Text(
        "Dashed: B = {size}, {all} updates, test loss **{test}**.",
        "점선: B = {size}, 갱신 {all}번, 시험 손실 **{test}**.",
    ),
    "plane_of_line": Text(
        "Contours: the exact training loss over slope and intercept.", "등고선: 기울기와 절편에 대한 정확한 훈련 손실."
    ),
    "plane_of_network": Text(
        "Contours: the training loss on the plane that holds {share:.0%} of what is drawn.",
        "등고선: 그린 경로의 변화를 {share:.0%} 설명하는 평면 위의 훈련 손실.",
    ),
    "cloud": Text(
        "At B = {size} **{against:.0%}** of {batches} batches point uphill, against the full gradient; of the single "
        "examples **{one:.0%}**. Mean squared distance: **{measured}**, in theory {law:.3g}.",
        "B = {size}에서 배치 {batches}개 가운데 전체 기울기와 반대인 오르막 쪽을 가리키는 비율: **{against:.0%}**. "
        "예제 하나씩이면 **{one:.0%}**. 거리 제곱의 평균은 **{measured}**, 이론값은 {law:.3g}입니다.",
    ),
    "share": Text(
        "A point is the gradient of a batch. The picture holds {share:.0%} of the variance.",
        "점 하나가 배치 하나의 기울기입니다. 이 그림은 분산의 {share:.0%}를 설명합니다.",
    ),
    "costs": Text(
        "The same five runs on three axes: which is ahead depends on what you count. Examples differ from epochs only "
        "where a last batch is dropped. At the end: {each}.",
        "같은 훈련 다섯을 가로축만 바꾸어 그렸습니다. 어느 것이 앞서는지는 가로축의 기준에 달려 있습니다. 예제 수로 "
        "그린 그림은 마지막 배치를 버릴 때만 에포크로 그린 것과 다릅니다. 마지막 손실: {each}.",
    ),
    "memory": Text(
        "At B = {size}: **{total}**. {fixed} of it do not depend on B ({parameters} parameters); every example adds "
        "{each} bytes of activations.",
        "B = {size}에서 **{total}**입니다. 이 가운데 {fixed}는 B와 상관없고(매개변수 {parameters}개), 예제 "
        "하나마다 활성값 "
        "{each}바이트가 더해집니다.",
    ),
}

FILM = Text(
    "each: {updates} update{updates:~s} · {epochs} epoch{epochs:~s} · {examples} examples",
    "각각 갱신 {updates}번 · 에포크 {epochs} · 예제 {examples}개까지",
)
TASKS = {
    "updates": Text(
        "**Your prediction:** draw the training loss of B = {size} against *updates*, then play it.",
        "**나의 예측:** B = {size}의 훈련 손실이 *갱신 횟수*에 따라 어떻게 변할지 그린 다음 재생하십시오.",
    ),
    "epochs": Text(
        "**And against *epochs*?** Draw the same run once more.",
        "***에포크*로 재면 어떨까요?** 같은 훈련을 한 번 더 그리십시오.",
    ),
}
PLACES = {
    "updates": Text("update {at}", "갱신 {at}"),
    "epochs": Text("epoch {at}", "에포크 {at}"),
}
EQUAL_COST = {
    "label": Text("Drawing area: the training loss against {cost}", "그리는 곳: {cost}에 따른 훈련 손실"),
    "guide": Text(
        "To compare: the run of B = {size}, against updates.", "비교: B = {size}의 훈련을 갱신 횟수로 그린 것."
    ),
    "subject": Text("The loss", "손실이"),
    "class": Text(
        "{count} drew the loss of B = {size}. Dashed: their median. Blue: the run.",
        "B = {size}의 손실을 {count}명이 그렸습니다. 점선은 그 중앙값, 파란 선은 실제 훈련입니다.",
    ),
}

REPORT = {
    "epochs": Text(
        "- **{epochs} epochs each**: B = {e_largest} {e_last}; the best of the others, B = {e_rival}, {e_best}. "
        "All at once was best in {e_wins} of {starts} starts.",
        "- **{epochs} 에포크씩**: B = {e_largest}{e_last}. 나머지 가운데 가장 좋은 B = {e_rival}{e_best}. "
        "출발점 {starts}개 가운데 전체 배치가 가장 좋은 경우는 {e_wins}번이었습니다.",
    ),
    "updates": Text(
        "- **{updates} updates each**: B = {u_largest} {u_last}; the best of the others, B = {u_rival}, {u_best}. "
        "All at once was best in {u_wins} of {starts} starts.",
        "- **갱신 {updates}번씩**: B = {u_largest}{u_last}. 나머지 가운데 가장 좋은 B = {u_rival}{u_best}. "
        "출발점 {starts}개 가운데 전체 배치가 가장 좋은 경우는 {u_wins}번이었습니다.",
    ),
    "diverged": Text(
        "- {diverged} of the runs diverged and have no dot.", "- 훈련 {diverged}개는 발산하여 점이 없습니다."
    ),
}
ENDS_AT = Text("ends at {loss:.3f} on average", "의 평균은 {loss:.3f}입니다")
DIVERGED_IN = Text("diverged in {diverged} of {starts} starts", "에서는 {starts}번 가운데 {diverged}번 발산했습니다")
LEFT = Text("The claim, with these settings:", "이 설정에서 주장을 따져 보면:")
AT_EPOCHS = {
    "diverged": Text(
        "for the same epochs runs of both diverge, and nothing can be compared;",
        "에포크가 같으면 둘 다 발산하여 비교할 수 없고,",
    ),
    "better": Text("for the same epochs the largest batch is better;", "에포크가 같으면 가장 큰 배치가 더 좋고,"),
    "level": Text(
        "for the same epochs the difference from the best of the others is small or may be chance;",
        "에포크가 같으면 나머지 가운데 가장 좋은 것과의 차이가 작거나 우연일 수 있고,",
    ),
    "worse": Text("for the same epochs the largest batch is worse;", "에포크가 같으면 가장 큰 배치가 더 나쁘고,"),
}
AT_UPDATES = {
    "diverged": Text(
        "for the same updates runs of both diverge, and nothing can be compared.",
        "갱신 횟수가 같으면 둘 다 발산하여 비교할 수 없습니다.",
    ),
    "better": Text(
        "for the same updates it is better, having looked at many more examples.",
        "갱신 횟수가 같으면 더 좋습니다. 다만 예제를 훨씬 많이 보았습니다.",
    ),
    "level": Text(
        "for the same updates the difference is small or may be chance, though it has looked at many more examples.",
        "갱신 횟수가 같으면, 예제를 훨씬 많이 보았는데도, 차이가 작거나 우연일 수 있습니다.",
    ),
    "worse": Text("for the same updates it is worse too.", "갱신 횟수가 같아도 더 나쁩니다."),
}
AT_RATE = {
    "fixed": Text("The rate was the same for all sizes.", "학습률은 모든 배치 크기에서 같았습니다."),
    "root": Text("The rate grew as √B.", "학습률은 √B에 비례했습니다."),
    "linear": Text("The rate grew as B.", "학습률은 B에 비례했습니다."),
}

TASK_PROGRESS = {
    "fair": Text(
        "Validation loss **{loss:.3f}** with batches of {batch_size}.",
        "배치 크기 {batch_size}에서 검증 손실 **{loss:.3f}**.",
    ),
    "done": Text("On the test data, once: **{test:.3f}**.", "시험 데이터로 한 번: **{test:.3f}**."),
    "else": names.OTHER_TASK_PRESS,
}

ALT = {
    "epoch": Text(
        "One epoch of {n} examples in batches of {size}: {updates} update{updates:~s}. The batch of the frame is lit.",
        "예제 {n}개를 {size}개씩 나눈 한 에포크: 갱신 {updates}번. 지금 프레임의 배치를 밝게 표시했습니다.",
    ),
    "trajectory": Text(
        "The path of the run over the contours of the training loss, from {first} to {final}.",
        "훈련 손실의 등고선 위에 그린 경로. 손실은 처음 {first}, 마지막 {final}입니다.",
    ),
    "cloud": Text(
        "Gradients of {batches} batches around the full gradient. At batch size {size}, {against:.0%} point "
        "against it.",
        "전체 기울기를 둘러싼 배치 {batches}개의 기울기. 배치 크기 {size}에서 {against:.0%}가 반대쪽을 가리킵니다.",
    ),
    "spread": Text(
        "Spread of the batch gradients against the batch size, beside the theory: {spread:.3g} at {size}, in theory "
        "{law:.3g}.",
        "배치 크기에 따른 배치 기울기의 분산. {size}에서 측정값은 {spread:.3g}, 이론값은 {law:.3g}입니다.",
    ),
    "costs": Text(
        "Training loss of five batch sizes against {cost}, on a log axis; at the end {each}. Bold: B={size}.",
        "다섯 배치 크기의 훈련 손실을 {cost}에 따라 로그 축에 그린 곡선. 마지막은 {each}. 굵은 선: B={size}.",
    ),
    "memory": Text(
        "Memory of five batch sizes, part by part. At {size} it is {total}, of which {fixed} do not depend on it.",
        "다섯 배치 크기의 메모리를 부분별로 쌓은 막대. {size}에서 {total}이며 그 가운데 {fixed}는 배치 "
        "크기와 상관없습니다.",
    ),
    "finals": Text(
        "Test loss of five starts against the batch size. Equal epochs: B = {e_largest} {e_last}, B = {e_rival} "
        "{e_best}. Equal updates: B = {u_largest} {u_last}, B = {u_rival} {u_best}.",
        "배치 크기에 따른 다섯 출발점의 시험 손실. 같은 에포크: B = {e_largest}{e_last}. B = {e_rival}{e_best}. "
        "같은 갱신 횟수: B = {u_largest}{u_last}. B = {u_rival}{u_best}.",
    ),
}
