{{%AUTOESCAPE context="HTML"}}<h1>Edit your {{KIND}}</h1>
<p class="lead">Whoever could read it until now can read the new text, here and at the partners that have it.</p>
<form method="post" action="{{PATH}}/edit" enctype="multipart/form-data">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#WITH_TITLE}}<label for="title">Title</label>
{{#TITLE_PROBLEM}}<p class="problem" id="title-problem">{{WORDS}}</p>{{/TITLE_PROBLEM}}
<input id="title" name="title" value="{{POST_TITLE}}" maxlength="200" dir="auto" aria-describedby="title-problem"{{#TITLE_PROBLEM}} aria-invalid="true"{{/TITLE_PROBLEM}}>{{/WITH_TITLE}}
{{>CONTEXT_FIELDS}}
{{>WRITING}}
{{>WRITING_END}}
</form>
<p><a href="{{PATH}}/delete">Delete this {{KIND}}</a> · <a href="{{PATH}}">Go back without saving</a></p>
