"""What generated prose is drawn from, in English, Chinese and Russian.

Slots in braces are filled per model: its name, its family, another model, a task, a number. Texts that are read
together, such as those of a list, name the model or its family: a family is translated or not, so the list is whole.
Other sentences without a slot are shared by all models, as they are in real catalogs.
"""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """The same text in the three locales of a generated site."""

    en: str
    zh: str
    ru: str


TASKS = (
    Phrase("extracting fields from invoices", "从发票中提取字段", "извлечения полей из счетов"),
    Phrase("reviewing pull requests", "审查合并请求", "проверки запросов на слияние"),
    Phrase("answering support tickets", "回答客服工单", "ответов на обращения в поддержку"),
    Phrase("summarizing long reports", "总结长篇报告", "пересказа длинных отчётов"),
    Phrase("moderating comments", "审核评论", "модерации комментариев"),
    Phrase("translating product pages", "翻译产品页面", "перевода страниц товаров"),
    Phrase("planning steps of an agent", "规划智能体的步骤", "планирования шагов агента"),
    Phrase("writing queries from questions", "根据问题编写查询", "написания запросов по вопросам"),
    Phrase("reading charts and tables", "读取图表和表格", "чтения графиков и таблиц"),
    Phrase("labeling training material", "标注训练材料", "разметки обучающих материалов"),
    Phrase("drafting release notes", "起草发布说明", "черновиков примечаний к выпуску"),
    Phrase("searching a code base", "检索代码库", "поиска по кодовой базе"),
)

QUALITIES = (
    Phrase("fast", "快速", "Быстрая"),
    Phrase("careful", "严谨", "Тщательная"),
    Phrase("inexpensive", "低价", "Недорогая"),
    Phrase("balanced", "均衡", "Сбалансированная"),
    Phrase("large", "大型", "Большая"),
)

SUMMARIES = (
    Phrase(
        "{name} is a {quality} model made for {task}.",
        "{name} 是一款{quality}模型，适合{task}。",
        "{quality} модель {name}, созданная для {task}.",
    ),
    Phrase(
        "A {quality} model for {task} and other work in large amounts: {name}.",
        "{name}：{quality}模型，适合{task}等大批量任务。",
        "{quality} модель {name} для {task} и другой массовой работы.",
    ),
)

CONCLUSIONS = (
    Phrase(
        "Choose {name} for {task}.", "需要{task}时，选择 {name}。", "Выбирайте {name}, если речь идёт о задачах {task}."
    ),
    Phrase(
        "{family} models answer Chat Completions calls, so code written for an OpenAI SDK can stay.",
        "{family} 系列模型支持 Chat Completions 调用，因此为 OpenAI SDK 编写的代码可以保留。",
        "Модели {family} отвечают на вызовы Chat Completions, поэтому код для OpenAI SDK можно оставить.",
    ),
    Phrase(
        "It costs less than {other} and reads prompts of the same length.",
        "它比 {other} 便宜，可读取同样长度的提示词。",
        "Она дешевле {other} и читает промпты той же длины.",
    ),
    Phrase(
        "Settle the system instruction of {family} before you go to production, because it changes the answers.",
        "投入生产前请先确定 {family} 的系统指令，因为它会改变回答。",
        "Определитесь с системной инструкцией {family} до перехода в продакшен: она меняет ответы.",
    ),
    Phrase(
        "In our tests, {n}% of the tool calls of {name} needed no repair.",
        "在我们的测试中，{name} 有 {n}% 的工具调用无需修正。",
        "В наших тестах {n}% вызовов инструментов у {name} не потребовали исправлений.",
    ),
)

OVERVIEWS = (
    Phrase(
        "{name} is a {quality} text model. It was trained for {task}, and it keeps the **same prices** for all "
        "languages. Its answers follow a schema when `response_format` asks for one.",
        "{name} 是一款{quality}文本模型，为{task}而训练，所有语言的**价格相同**。"
        "当 `response_format` 提出要求时，回答会遵循指定的模式。",
        "{quality} текстовая модель {name}. Она обучена для {task} и **стоит одинаково** на всех языках. "
        "Ответы следуют схеме, если её задаёт `response_format`.",
    ),
    Phrase(
        "Compared with {other}, {name} needs about {n}% fewer tokens for the same work and keeps closer to the text it "
        "was given.",
        "与 {other} 相比，{name} 完成同样工作所需的 token 约少 {n}%，并且更贴近给定文本。",
        "По сравнению с {other} модель {name} тратит примерно на {n}% меньше токенов на ту же работу и держится ближе "
        "к тексту.",
    ),
    Phrase(
        "Long prompts do not slow {name} down: the first token comes within {n}0 ms.",
        "较长的提示词不会明显降低 {name} 的速度：{n}0 毫秒内就会返回回答的首个 token。",
        "Длинные промпты почти не замедляют {name}: первый токен ответа приходит за {n}0 миллисекунд.",
    ),
)

HIGHLIGHTS = (
    (
        Phrase("Long context of {family}", "{family} 的长上下文", "Длинный контекст {family}"),
        Phrase(
            "Whole manuals fit into one request, so {name} reasons over all of them together.",
            "整本手册可放进一次请求，{name} 会对全部内容一起推理。",
            "Целые руководства помещаются в один запрос, и {name} рассуждает обо всём сразу.",
        ),
    ),
    (
        Phrase("Tool calling with {family}", "{family} 的工具调用", "Вызов инструментов в {family}"),
        Phrase(
            "{family} models can ask your code to search data or to run a task, and use the result in an answer.",
            "{family} 系列模型可以让您的代码检索数据或执行任务，并在回答中使用结果。",
            "Модели {family} могут попросить ваш код найти данные или выполнить задачу и учтут результат в ответе.",
        ),
    ),
    (
        Phrase("Low price of {family}", "{family} 的低价", "Низкая цена {family}"),
        Phrase(
            "A token costs {n}% less than with {other}.",
            "每个 token 的价格比 {other} 低 {n}%。",
            "Токен стоит на {n}% меньше, чем у {other}.",
        ),
    ),
    (
        Phrase("Structured answers of {family}", "{family} 的结构化回答", "Структурированные ответы {family}"),
        Phrase(
            "{name} writes JSON that follows your schema, also for {task}.",
            "{name} 输出符合您的模式的 JSON，也可用于{task}。",
            "{name} отвечает JSON по вашей схеме, в том числе для {task}.",
        ),
    ),
    (
        Phrase("Streaming output of {family}", "{family} 的流式输出", "Потоковый вывод {family}"),
        Phrase(
            "The answer of {family} models arrives token by token as server-sent events.",
            "{family} 系列模型的回答以服务器发送事件（SSE）的形式逐个 token 返回。",
            "Ответ моделей {family} приходит токен за токеном в виде событий SSE.",
        ),
    ),
)

USES = (
    Phrase(
        "You need {task} at the steady quality of {name}.",
        "需要以 {name} 的稳定质量{task}。",
        "Нужно стабильное качество {task} от {name}.",
    ),
    Phrase(
        "Coding agents that edit many files with {family}.",
        "使用 {family} 编辑许多文件的编程智能体。",
        "Агенты-программисты, которые правят много файлов с {family}.",
    ),
    Phrase(
        "Requests to {name} arrive in bursts of more than {n}00 a minute.",
        "发往 {name} 的请求会突增到每分钟 {n}00 次以上。",
        "Запросы к {name} приходят всплесками, более {n}00 в минуту.",
    ),
    Phrase(
        "Reading long documents in one prompt of {family}.",
        "在 {family} 的一个提示词中阅读长文档。",
        "Чтение длинных документов в одном промпте {family}.",
    ),
)

AVOIDANCES = (
    Phrase(
        "Generating images or video with {family}.",
        "使用 {family} 生成图像或视频。",
        "Создание изображений и видео с {family}.",
    ),
    Phrase(
        "Answers of {name} must come within {n} milliseconds.",
        "{name} 的回答必须在 {n} 毫秒内返回。",
        "Ответ {name} нужен не позже чем через {n} миллисекунд.",
    ),
    Phrase(
        "Critical decisions; {other} reasons more deeply.",
        "关键决策；{other} 的推理更深入。",
        "Критичные решения: {other} рассуждает глубже.",
    ),
)

NOTES = (
    Phrase(
        "With {family}, a higher thinking level takes more time and more output tokens.",
        "{family} 的思考级别越高，耗时越长，输出 token 越多。",
        "Чем выше уровень размышлений {family}, тем больше времени и выходных токенов.",
    ),
    Phrase(
        "{name} repeats the language of the prompt unless the system instruction names another one.",
        "除非系统指令另行指定，{name} 使用提示词的语言回答。",
        "{name} отвечает на языке промпта, если системная инструкция не называет другой.",
    ),
    Phrase(
        "{family} models do not remember earlier calls.",
        "{family} 系列模型不会记住之前的调用。",
        "Модели {family} не помнят предыдущих вызовов.",
    ),
)

LIMITATIONS = (
    Phrase(
        "{family} models do not browse the web on their own.",
        "{family} 系列模型不会自行浏览网页。",
        "Модели {family} сами не просматривают веб-страницы.",
    ),
    Phrase(
        "With more than {n} documents in a prompt, {name} misses single facts more often.",
        "提示词中的文档超过 {n} 份时，{name} 更容易遗漏个别事实。",
        "Если в промпте больше {n} документов, {name} чаще упускает отдельные факты.",
    ),
    Phrase(
        "For {task}, {name} needs an example in the prompt.",
        "{task}时，{name} 的提示词中需要给出示例。",
        "Для {task} модели {name} нужен пример в промпте.",
    ),
)

FAQ = (
    (
        Phrase(
            "Which tasks is {name} best suited for?",
            "{name} 最适合哪些任务？",
            "Для каких задач лучше всего подходит {name}?",
        ),
        Phrase(
            "For {task}, and for other work in large amounts. {name} also works as a chat assistant that calls tools.",
            "适合{task}以及其他大批量任务。{name} 也适合作为调用工具的聊天助手。",
            "Для {task} и другой массовой работы. {name} хороша и как чат-ассистент, который вызывает инструменты.",
        ),
    ),
    (
        Phrase(
            "Can I switch thinking off in {family}?",
            "{family} 可以关闭思考吗？",
            "Можно ли отключить размышления в {family}?",
        ),
        Phrase(
            "Yes. Send `reasoning_effort` with its lowest level, and {name} answers at once.",
            "可以。将 `reasoning_effort` 设为最低级别，{name} 会立即回答。",
            "Да. Передайте в `reasoning_effort` самый низкий уровень, и {name} ответит сразу.",
        ),
    ),
    (
        Phrase("How does it compare with {other}?", "与 {other} 相比如何？", "Чем она отличается от {other}?"),
        Phrase(
            "It is about {n}% cheaper. {other} gives better answers where a task needs many steps.",
            "价格约低 {n}%。当任务需要许多步骤时，{other} 的回答更好。",
            "Она дешевле примерно на {n}%. {other} отвечает лучше там, где нужно много шагов.",
        ),
    ),
    (
        Phrase(
            "Do I have to change my code to try {name}?",
            "试用 {name} 需要修改代码吗？",
            "Нужно ли менять код, чтобы попробовать {name}?",
        ),
        Phrase(
            "Only the base URL, the key and the model id change for {name}.",
            "改用 {name} 只需修改基础 URL、密钥和模型 ID。",
            "Для {name} меняются только базовый URL, ключ и идентификатор модели.",
        ),
    ),
)

ASPECTS = (
    (
        Phrase("Price level of {family}", "{family} 的价格档次", "Уровень цен {family}"),
        Phrase("{name}: entry level", "{name}：入门级", "{name}: начальный"),
        Phrase("{other}: premium", "{other}：高端", "{other}: премиальный"),
    ),
    (
        Phrase("Typical work of {family}", "{family} 的典型用途", "Типичная работа {family}"),
        Phrase("{name}: work like {task}", "{name}：例如{task}", "{name}: задачи вроде {task}"),
        Phrase("{other}: tasks of many steps", "{other}：多步骤任务", "{other}: задачи из многих шагов"),
    ),
    (
        Phrase("Latency of {family}", "{family} 的延迟", "Задержка {family}"),
        Phrase(
            "{name}: first token after {n} ms",
            "{name}：{n} 毫秒后返回首个 token",
            "{name}: первый токен через {n} мс",
        ),
        Phrase("{other}: twice as long", "{other}：两倍时间", "{other}: вдвое дольше"),
    ),
)

TAKEAWAY = Phrase(
    "Choose {name} for volume and price, and {other} for depth.",
    "看重处理量和价格时选择 {name}，看重深度时选择 {other}。",
    "Выбирайте {name} ради объёма и цены, а {other} ради глубины.",
)

BENCHMARK_NOTE = Phrase(
    "{name} is close to {other} in code, and behind it in questions of science.",
    "{name} 在代码方面接近 {other}，在科学问题上落后于它。",
    "В коде {name} близка к {other}, а в научных вопросах уступает ей.",
)

PRICE_NOTE = Phrase(
    "Thinking tokens count as output.", "思考 token 按输出计费。", "Токены размышлений считаются выходными."
)

PROTOCOL_WHY = Phrase(
    "Choose it for code written for the SDK of this protocol; the gateway translates each call for {name}.",
    "如果代码是为该协议的 SDK 编写的，请选择它；网关会为 {name} 转换每次调用。",
    "Выбирайте его для кода под SDK этого протокола: шлюз переводит каждый вызов для {name}.",
)

VERSIONS = (
    (
        "dated",
        Phrase("The model as it was on its release day.", "发布当天的模型。", "Модель в том виде, в каком она вышла."),
    ),
    (
        "latest",
        Phrase("Always leads to the newest {name}.", "始终指向最新的 {name}。", "Всегда ведёт к новейшей {name}."),
    ),
    (
        "spelling",
        Phrase("The same model under a short name.", "同一模型的短名称。", "Та же модель под коротким именем."),
    ),
)

PROVIDER_SUMMARY = Phrase(
    "{name} makes models for {task}, and publishes how it tests them.",
    "{name} 开发用于{task}的模型，并公开测试方法。",
    "{name} создаёт модели для {task} и публикует, как их проверяет.",
)
