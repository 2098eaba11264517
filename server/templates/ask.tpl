{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{COMMUNITY}}</a></p>
<h1>Ask a question</h1>
<p class="quiet">In {{COMMUNITY}} ({{HOST}}).</p>
{{>SIMILAR_QUESTIONS}}
<form method="post" action="{{PATH}}/ask" enctype="multipart/form-data">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="similar" value="{{LOOK}}">
{{#CAME_UP}}<input type="hidden" name="event" value="{{EVENT}}">
<p class="quiet">It came up at {{EVENT_TITLE}}, and will stand there among the questions.</p>{{/CAME_UP}}
<label for="title">Title</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WORDS}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{QUESTION_TITLE}}" maxlength="200" dir="auto" aria-describedby="title-problem"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>
<div id="similar" aria-live="polite"></div>
{{>WRITING}}
{{>CONTEXT_FIELDS}}
{{>AUDIENCES}}
{{>WRITING_END}}
</form>
